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
import { problemAnswer } from '../../../shared/http/problem-answer.ts';
import { invalid } from '../../../shared/http/request.ts';
import type { Refusal } from '../../../shared/refusals/refusal.ts';
import { acceptPurchase } from '../adapters/accept-purchase.ts';
import { customerReplica, idempotency, productReplica } from '../adapters/tables.ts';
import type { Purchase } from '../domain/purchase.ts';
import { purchaseView } from '../domain/purchase-view.ts';

/** How many purchases are written at the same time. */
const LANES = 10;

type Request = EndpointRequest<typeof ImportPurchases>;

/** A purchase of an import and its key, or what is wrong with it. */
type Checked = { readonly key: string } & ({ readonly body: NewPurchase } | { readonly refusal: Refusal });

/** Requests some purchases, each in a transaction of its own, and answers for each as `POST /purchases` does. */
export const handler = endpoint(
  ImportPurchases,
  async ({ body, now, cause }) => {
    const all = body.purchases.map(checked);
    const known = await knownOf(all.flatMap((each) => ('body' in each ? [each.body] : [])));
    const results: ImportResult[] = [];
    const waiting = all.entries();
    const lane = async (): Promise<void> => {
      for (const [index, each] of waiting) results[index] = await importOne(each, known, { now, cause });
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return ok({ results });
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

type Known = (body: NewPurchase) => Parameters<typeof acceptPurchase>[1];

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

async function importOne(
  { key, ...imported }: Checked,
  known: Known,
  { now, cause }: Pick<Request, 'now' | 'cause'>,
): Promise<ImportResult> {
  try {
    if ('refusal' in imported) throw imported.refusal;
    const { body } = imported;
    // As the request that would have made the purchase alone.
    const { method, path: resource } = RequestPurchase;
    const asked = { method, resource, path: {}, query: {}, body };
    const answer = await answerOnce(idempotency, key, asked, now, async (remember) => {
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
