import { ApiProblem, ApiUnreachable, isProblem } from '../../client/errors.ts';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView } from '../../contracts/customer/shapes.ts';
import type { Random } from '../random.ts';
import { Violation } from '../violation.ts';
import type { World } from '../world/world.ts';
import { persist } from './api.ts';
import { archive, restore } from './archive-commands.ts';
import { toExisting, unlessTaken } from './existing.ts';
import { aCustomer, aCustomerPatch, aProduct, aProductPatch } from './invent.ts';
import { CustomerEntry, type Entry, ProductEntry } from './ledger.ts';
import { anyOf } from './pick.ts';
import { post } from './post.ts';
import { cancel, giveBack, purchase } from './purchase-commands.ts';
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
  [2, 'archive a product', archive],
  [2, 'restore a product', restore],
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
  const view = await unlessTaken(() =>
    post(world, random, (idempotencyKey, change) =>
      api('POST /products', { body: change ? { ...body, name: 'another' } : body, idempotencyKey }),
    ),
  );
  if (view !== undefined) ledger.products.set(view.productId, new ProductEntry(view, body.stock));
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
    unlessTaken(() => persist(world, () => api('PATCH /products/{productId}', { path, body }))),
  );
  if (view !== undefined) product.add(view as ProductView);
  else if (body.name !== undefined) product.perhaps.add(body.name);
}

async function removeCustomer({ world, ledger, random, api }: Visit): Promise<void> {
  const customer = anyOf(random, ledger.customers);
  if (customer === undefined) return;
  await remove(world, customer, () =>
    api('DELETE /customers/{customerId}', { path: { customerId: customer.id } }),
  );
}

async function remove(
  world: World,
  entry: Entry<{ version: number }>,
  request: () => Promise<unknown>,
): Promise<void> {
  entry.removals += 1;
  entry.mayBeRemoved = true;
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

/** Why a visit failed. Whatever the API refuses without a reason that the visitor understands is a violation. */
export function asViolation(error: unknown, name: string): Error {
  if (error instanceof ApiProblem || error instanceof ApiUnreachable) {
    const code = 'code' in error ? `${error.code} ` : '';
    return new Violation('nobody is refused without a reason', `to ${name}: ${code}${error.message}`);
  }
  return error as Error;
}
