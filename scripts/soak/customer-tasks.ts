import type { Desk, Task } from './desk.ts';
import type { KnownCustomer } from './ledger.ts';

/** Of each member of staff. */
const MOST_CUSTOMERS = 40;

/** Only who has added a customer changes them, and so knows what they have to be. */
export function customerTasks(desk: Desk): Task[] {
  const own: KnownCustomer[] = [];

  async function add(): Promise<void> {
    if (own.length >= MOST_CUSTOMERS) return;
    const customer = await addCustomer(desk);
    if (customer !== undefined) own.push(customer);
  }

  async function rename(): Promise<void> {
    const customer = desk.oneOf(own);
    if (customer === undefined) return;
    const request = { path: { customerId: customer.customerId }, body: { name: desk.aName() } };
    const done = await desk.ask((api) => api('PATCH /customers/{customerId}', request));
    if (done !== undefined) customer.name = request.body.name;
  }

  /** A repeated removal finds nobody: the first one was done, but not answered. */
  async function remove(): Promise<void> {
    const customer = desk.take(own);
    if (customer === undefined) return;
    const path = { customerId: customer.customerId };
    await desk.ask((api) => api('DELETE /customers/{customerId}', { path }), 'not-found');
    customer.isRemoved = true;
  }

  async function search(): Promise<void> {
    const name = desk.oneOf(own)?.name.slice(0, 4) ?? 'a';
    await desk.ask((api) => api('GET /customers', { query: { name, include: 'products' } }));
  }

  return [
    { weight: 6, work: add },
    { weight: 6, work: rename },
    { weight: 1, work: remove },
    { weight: 6, work: search },
  ];
}

/** Adds a customer, and notes them. */
export async function addCustomer(desk: Desk): Promise<KnownCustomer | undefined> {
  const name = desk.aName();
  const birthDate = desk.oneOf(['1990-06-15', undefined]);
  const body = { name, email: `${desk.aWord()}@example.org`, birthDate };
  const idempotencyKey = crypto.randomUUID();
  const added = await desk.ask((api) => api('POST /customers', { body, idempotencyKey }));
  if (added === undefined) return undefined;
  const customer = { customerId: added.customerId, name, isRemoved: false };
  desk.ledger.customers.push(customer);
  return customer;
}
