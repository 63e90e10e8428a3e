import { isDeepStrictEqual } from 'node:util';
import { ApiProblem, ApiUnreachable, isProblem } from '../../client/errors.ts';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView } from '../../contracts/customer/shapes.ts';
import type { Random } from '../random.ts';
import { must, Violation } from '../violation.ts';
import type { World } from '../world/world.ts';
import { persist } from './api.ts';
import { toExisting } from './existing.ts';
import { aCustomer, aCustomerPatch, aProduct, aProductPatch, aPurchase, otherPurchase } from './invent.ts';
import { CustomerEntry, type Entry, ProductEntry, PurchaseEntry } from './ledger.ts';
import { read } from './read.ts';
import type { Visit } from './visit.ts';

type Command = (visit: Visit) => Promise<void>;

/** All commands, each with how often it is chosen compared with the others. */
const commands: readonly (readonly [weight: number, name: string, command: Command])[] = [
  [5, 'add a customer', addCustomer],
  [4, 'add a product', addProduct],
  [4, 'update a customer', updateCustomer],
  [4, 'modify a product', modifyProduct],
  [2, 'remove a customer', removeCustomer],
  [1, 'remove a product', removeProduct],
  [4, 'adjust stock', adjustStock],
  [25, 'purchase', purchase],
  [8, 'cancel a purchase', cancel],
  [6, 'return units', giveBack],
  [6, 'read', read],
];

/** The first visits, without which the others find an empty shop. */
const OPENING = ['add a product', 'add a customer', 'add a product', 'add a customer'];

/** Each command as often as its weight says. */
const bag = commands.flatMap((each) => Array.from({ length: each[0] }, () => each));

/** What a visit is for. @param number of the visit, from 1. */
export function commandFor(number: number, random: Random): readonly [name: string, command: Command] {
  const chosen = random.pick(bag);
  const [, name, command] = commands.find(([, each]) => each === OPENING[number - 1]) ?? chosen;
  return [name, command];
}

async function addCustomer({ world, ledger, random, api, number }: Visit): Promise<void> {
  const body = aCustomer(random, number);
  const view = await post(world, random, (idempotencyKey, change) =>
    api('POST /customers', { body: change ? { ...body, email: 'other@example.com' } : body, idempotencyKey }),
  );
  ledger.customers.set(view.customerId, new CustomerEntry(view, number));
}

async function addProduct({ world, ledger, random, api, number }: Visit): Promise<void> {
  const body = aProduct(random, number);
  const view = await post(world, random, (idempotencyKey, change) =>
    api('POST /products', { body: change ? { ...body, name: 'another' } : body, idempotencyKey }),
  );
  ledger.products.set(view.productId, new ProductEntry(view, body.stock));
}

async function updateCustomer({ world, ledger, random, api, number }: Visit): Promise<void> {
  const customer = anyOf(random, ledger.customers);
  if (customer === undefined) return;
  const body = aCustomerPatch(random, customer.number, number);
  const path = { customerId: customer.id };
  const view = await toExisting(customer, () =>
    persist(world, () => api('PATCH /customers/{customerId}', { path, body })),
  );
  if (view !== undefined) customer.add(view as CustomerView);
}

async function modifyProduct({ world, ledger, random, api, number }: Visit): Promise<void> {
  const product = anyOf(random, ledger.products);
  if (product === undefined) return;
  const body = aProductPatch(random, number);
  const path = { productId: product.id };
  const view = await toExisting(product, () =>
    persist(world, () => api('PATCH /products/{productId}', { path, body })),
  );
  if (view !== undefined) product.add(view as ProductView);
}

async function removeCustomer({ world, ledger, random, api }: Visit): Promise<void> {
  const customer = anyOf(random, ledger.customers);
  if (customer === undefined) return;
  await remove(world, customer, () =>
    api('DELETE /customers/{customerId}', { path: { customerId: customer.id } }),
  );
}

async function removeProduct({ world, ledger, random, api }: Visit): Promise<void> {
  const product = anyOf(random, ledger.products);
  if (product === undefined) return;
  await remove(world, product, () =>
    api('DELETE /products/{productId}', { path: { productId: product.id } }),
  );
}

async function remove(
  world: World,
  entry: Entry<{ version: number }>,
  request: () => Promise<unknown>,
): Promise<void> {
  entry.removals += 1;
  let attempts = 0;
  try {
    await persist(world, () => {
      attempts += 1;
      return request();
    });
  } catch (error) {
    // Gone already: by somebody else, or by an attempt whose answer was lost.
    const isGone = isProblem(error, 'not-found') && (entry.removals > 1 || attempts > 1);
    if (!isGone) throw error;
  }
  entry.isRemoved = true;
}

async function adjustStock({ world, ledger, random, api }: Visit): Promise<void> {
  const product = anyOf(random, ledger.products);
  if (product === undefined) return;
  const delta = random.pick([-7, -3, -1, 1, 5, 20]);
  const path = { productId: product.id };
  try {
    const view = await toExisting(product, () =>
      post(world, random, (idempotencyKey, change) =>
        api('POST /products/{productId}/stock-adjustments', {
          path,
          body: { delta: change ? delta + 100 : delta },
          idempotencyKey,
        }),
      ),
    );
    if (view === undefined) return;
    product.supplied += delta;
    product.add(view);
  } catch (error) {
    if (!isProblem(error, 'insufficient-stock')) throw error;
  }
}

async function purchase({ world, ledger, random, api }: Visit): Promise<void> {
  const customer = anyOf(random, ledger.customers);
  const product = aHotOne(random, ledger.products);
  if (customer === undefined || product === undefined) return;
  const body = aPurchase(random, customer.id, product.id, world.now);
  const other = otherPurchase(random, body);
  // An attempt without an answer may take effect after the next one was refused, because one of them was removed meanwhile. With
  // the same key, a later attempt hears of it.
  const key = crypto.randomUUID();
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    try {
      const request = (idempotencyKey: string, change: boolean) =>
        api('POST /purchases', { body: change ? other : body, idempotencyKey });
      const view = await post(world, random, request, key);
      ledger.purchases.set(view.purchaseId, new PurchaseEntry(view, body));
      return;
    } catch (error) {
      // Purchases hears of them, and of their removal, a moment later.
      if (!isProblem(error, 'unknown-customer', 'unknown-product')) throw error;
      await world.scheduler.pause(attempt * attempt * 1000);
    }
  }
}

async function cancel({ world, ledger, random, api }: Visit): Promise<void> {
  const made = anyOf(random, ledger.purchases);
  if (made === undefined) return;
  const other = anyOf(random, ledger.customers)?.id ?? '';
  try {
    const path = { purchaseId: made.id };
    const view = await post(world, random, (idempotencyKey, change) =>
      change
        ? api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId: other }, idempotencyKey })
        : api('POST /purchases/{purchaseId}/cancellation', { path, idempotencyKey }),
    );
    made.isCancelled = true;
    made.add(view);
  } catch (error) {
    if (!isProblem(error, 'purchase-pending', 'purchase-rejected')) throw error;
  }
}

async function giveBack({ world, ledger, random, api }: Visit): Promise<void> {
  const made = anyOf(random, ledger.purchases);
  if (made === undefined) return;
  const path = { purchaseId: made.id };
  const quantity = random.between(1, 2);
  try {
    const view = await post(world, random, (idempotencyKey, change) =>
      api('POST /purchases/{purchaseId}/returns', {
        path,
        body: { quantity: change ? quantity + 1 : quantity },
        idempotencyKey,
      }),
    );
    if (view.status === 'cancelled') made.isCancelled = true;
    else made.returns.push(quantity);
    made.add(view);
  } catch (error) {
    if (!isProblem(error, 'purchase-pending', 'purchase-rejected', 'return-exceeds-purchase')) throw error;
  }
}

/**
 * A POST, repeated with the same key until there is an answer; sometimes once more, to see that it is the same, and
 * sometimes with the same key for something else, to see that it is refused.
 */
async function post<T>(
  world: World,
  random: Random,
  request: (idempotencyKey: string, change: boolean) => Promise<T>,
  key: string = crypto.randomUUID(),
): Promise<T> {
  const again = random.chance(0.2);
  const answer = await persist(world, () => request(key, false));
  if (!again) return answer;
  const change = random.chance(0.3);
  try {
    const second = await persist(world, () => request(key, change));
    must(
      !change && isDeepStrictEqual(second, answer),
      'a key has one answer',
      () => `${JSON.stringify(answer)}, then ${change ? 'for something else ' : ''}${JSON.stringify(second)}`,
    );
  } catch (error) {
    const isExpected = change ? isProblem(error, 'idempotency-key-reused', 'gone') : isProblem(error, 'gone');
    if (!isExpected) throw error;
  }
  return answer;
}

const anyOf = <E>(random: Random, entries: ReadonlyMap<string, E>): E | undefined =>
  entries.size === 0 ? undefined : random.pick([...entries.values()]);

/** Half of the time one of the first two, so that many change the same one. */
const aHotOne = <E>(random: Random, entries: ReadonlyMap<string, E>): E | undefined => {
  const all = [...entries.values()];
  if (all.length === 0) return undefined;
  return random.chance(0.5) ? random.pick(all.slice(0, 2)) : random.pick(all);
};

/** Why a visit failed. Whatever the API refuses without a reason that the visitor understands is a violation. */
export function asViolation(error: unknown, name: string): Error {
  if (error instanceof ApiProblem || error instanceof ApiUnreachable) {
    const code = 'code' in error ? `${error.code} ` : '';
    return new Violation('nobody is refused without a reason', `to ${name}: ${code}${error.message}`);
  }
  return error as Error;
}
