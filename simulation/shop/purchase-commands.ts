import { isDeepStrictEqual } from 'node:util';
import type { ApiClient } from '../../client/create-client.ts';
import { ApiProblem, isProblem } from '../../client/errors.ts';
import { type ProblemCode, problemCodeOf } from '../../contracts/definition/problems.ts';
import type { NewPurchase, PurchaseView } from '../../contracts/purchases/shapes.ts';
import type { Random } from '../random.ts';
import { must } from '../violation.ts';
import { aPurchase, otherPurchase } from './invent.ts';
import { PurchaseEntry } from './ledger.ts';
import { aHotOne, anyOf } from './pick.ts';
import { post } from './post.ts';
import type { Visit } from './visit.ts';

export async function purchase({ world, ledger, random, api }: Visit): Promise<void> {
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
        requestPurchase(api, random, change ? other : body, idempotencyKey);
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

/** On its own or in an import: both are the same to a key. */
async function requestPurchase(
  api: ApiClient,
  random: Random,
  body: NewPurchase,
  idempotencyKey: string,
): Promise<PurchaseView> {
  if (random.chance(0.6)) return api('POST /purchases', { body, idempotencyKey });
  const purchase = { ...body, key: idempotencyKey };
  // With one that is refused, and perhaps with itself.
  const invalid = { key: crypto.randomUUID(), quantity: 0 };
  const purchases = random.chance(0.3) ? [invalid, purchase, purchase] : [purchase];
  const { results } = await api('POST /imports', { body: { purchases } });
  const own = results.filter(({ key }) => key === idempotencyKey);
  const [accepted, ...again] = own.flatMap((result) => ('purchase' in result ? [result.purchase] : []));
  for (const other of again)
    must(isDeepStrictEqual(other, accepted), 'a key has one answer', () => JSON.stringify(results));
  if (accepted !== undefined) return accepted;
  // Of several refusals, first one after which the same request may succeed.
  const problems = own.flatMap((result) => ('problem' in result ? [result.problem] : []));
  const { type = '', status = 500, detail = '' } = problems.toSorted((a, b) => b.status - a.status)[0] ?? {};
  throw new ApiProblem({ status, code: problemCodeOf(type) as ProblemCode, detail });
}

export async function cancel({ world, ledger, random, api }: Visit): Promise<void> {
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

export async function giveBack({ world, ledger, random, api }: Visit): Promise<void> {
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
