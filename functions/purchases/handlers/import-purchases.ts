import { fieldErrors } from '../../../contracts/definition/field-errors.ts';
import { ImportPurchases, RequestPurchase } from '../../../contracts/purchases/routes.ts';
import {
  type ImportResult,
  importedPurchaseSchema,
  type NewPurchase,
} from '../../../contracts/purchases/shapes.ts';
import { accepted, ok, resultOf } from '../../../shared/http/answer.ts';
import { answerOnce } from '../../../shared/http/answer-once.ts';
import { type EndpointRequest, endpoint } from '../../../shared/http/endpoint.ts';
import { fingerprintOf, type RequestIdentity } from '../../../shared/http/fingerprint.ts';
import { problemAnswer } from '../../../shared/http/problem-answer.ts';
import { invalid } from '../../../shared/http/request.ts';
import { Refusal } from '../../../shared/refusals/refusal.ts';
import { chunksOf } from '../../../shared/values/chunks.ts';
import {
  acceptPurchase,
  acceptTogether,
  MOST_TOGETHER,
  newPurchase,
  type RememberedPurchase,
} from '../adapters/accept-purchase.ts';
import { customerReplica, idempotency, productReplica } from '../adapters/tables.ts';
import type { Purchase } from '../domain/purchase.ts';
import { purchaseView } from '../domain/purchase-view.ts';

/** How many purchases are written at the same time, those that are written alone. */
const LANES = 10;

type Request = EndpointRequest<typeof ImportPurchases>;

type Context = Pick<Request, 'now' | 'cause'>;

/** A purchase of an import and its key, or what is wrong with it. */
type Checked = { readonly key: string } & ({ readonly body: NewPurchase } | { readonly refusal: Refusal });

/**
 * Requests some purchases, and answers for each as `POST /purchases` does. As many as fit are written in one transaction, on the assumption
 * that all can be; where that fails, each is written in a transaction of its own.
 */
export const handler = endpoint(
  ImportPurchases,
  async ({ body, now, cause }) => {
    const all = body.purchases.map(checked);
    const known = await knownOf(all.flatMap((each) => ('body' in each ? [each.body] : [])));
    const results = await importTogether(all, known, { now, cause });
    const waiting = all.entries();
    const lane = async (): Promise<void> => {
      for (const [index, each] of waiting) results[index] ??= await importOne(each, known, { now, cause });
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return ok({ results: results as ImportResult[] });
  },
  { idempotency },
);

function checked(imported: Request['body']['purchases'][number]): Checked {
  const { key } = imported;
  const { data, error } = importedPurchaseSchema.safeParse(imported, { reportInput: true });
  if (data === undefined) return { key, refusal: invalid(fieldErrors(error, 'purchase')) };
  const { key: _, ...body } = data;
  return { key, body };
}

type Known = (body: NewPurchase) => Parameters<typeof newPurchase>[1];

/** What Purchases knows of the customers and products of these purchases. */
async function knownOf(bodies: readonly NewPurchase[]): Promise<Known> {
  const [customers, products] = await Promise.all([
    customerReplica.getAll([...new Set(bodies.map(({ customerId }) => customerId))]),
    productReplica.getAll([...new Set(bodies.map(({ productId }) => productId))]),
  ]);
  return ({ customerId, productId }) => ({
    customer: customers.get(customerId),
    product: products.get(productId),
  });
}

/** The results of those that could be written together, at their places; the others have none. */
async function importTogether(
  all: readonly Checked[],
  known: Known,
  context: Context,
): Promise<(ImportResult | undefined)[]> {
  const results: (ImportResult | undefined)[] = all.map(() => undefined);
  const keys = new Set<string>();
  const ready = all.flatMap((each, index) => {
    // A key that comes again is answered with what the first one did.
    if ('refusal' in each || keys.has(each.key)) return [];
    keys.add(each.key);
    return remembered(each, known, context).map((one) => ({ ...one, index }));
  });
  await Promise.all(
    chunksOf(ready, MOST_TOGETHER).map(async (group) => {
      try {
        await acceptTogether(group, context.cause);
      } catch {
        // A key may have been used, or something else failed: writing each alone tells which. With their keys, none is made twice.
        return;
      }
      for (const { index, result } of group) results[index] = result;
    }),
  );
  return results;
}

/** A purchase with its result and what remembers it; none if it cannot be made. */
function remembered(
  { key, body }: { readonly key: string; readonly body: NewPurchase },
  known: Known,
  { now, cause }: Context,
): (RememberedPurchase & { readonly result: ImportResult })[] {
  try {
    const purchase = newPurchase(body, known(body), now, cause);
    const answer = answerOf(purchase);
    const remembering = idempotency.take(key, fingerprintOf(askedAlone(body)), answer, now);
    return [{ purchase, remembering, result: { key, purchase: JSON.parse(answer.body) } }];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The request that would have made the purchase alone. */
const askedAlone = (body: NewPurchase): RequestIdentity => {
  const { method, path: resource } = RequestPurchase;
  return { method, resource, path: {}, query: {}, body };
};

async function importOne(
  { key, ...imported }: Checked,
  known: Known,
  { now, cause }: Context,
): Promise<ImportResult> {
  try {
    if ('refusal' in imported) throw imported.refusal;
    const { body } = imported;
    const answer = await answerOnce(idempotency, key, askedAlone(body), now, async (remember) => {
      const options = { cause, remember: (purchase: Purchase) => remember(answerOf(purchase)) };
      return answerOf(await acceptPurchase(body, known(body), now, options));
    });
    return { key, purchase: JSON.parse(answer.body) };
  } catch (error) {
    const problem = problemAnswer(error, `/api${ImportPurchases.path}`, cause.correlationId);
    return { key, problem: JSON.parse(problem.body) };
  }
}

const answerOf = (purchase: Purchase) =>
  resultOf(accepted(`/api/purchases/${purchase.purchaseId}`, purchaseView(purchase)));
