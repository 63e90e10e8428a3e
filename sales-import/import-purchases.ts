import { ApiProblem } from '../client/errors.ts';
import type { NewPurchase } from '../contracts/purchases/shapes.ts';
import { sameId } from '../sales-files/identities.ts';
import { keyOf } from '../sales-files/keys.ts';
import { chunksOf } from '../shared/values/chunks.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { FileLine } from './plan.ts';
import type { Resolved } from './resolve-entities.ts';
import { eachConcurrently } from './shop/each-concurrently.ts';
import { requestAll, settleAll, type Waiting } from './shop/purchase-flow.ts';
import { refusalIn } from './shop/refusal.ts';
import type { KeyedRequest, Purchase, Shop } from './shop/shop.ts';

/** The result of one line. `isNew` means that it was imported in this run; `amount` is what it cost in the system, in minor units. */
export type Outcome = { readonly line: FileLine; readonly isNew: boolean } & (
  | { readonly kind: 'imported'; readonly amount: number; readonly madeBy?: string | undefined }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'pending' }
);

/** What the steps of an import share. */
export interface ImportContext {
  readonly shop: Shop;
  readonly journal: Journal;
  /** Purchases in progress at once; of other things, requests in flight. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  readonly waiting?: Waiting;
}

interface Entities {
  readonly customers: ReadonlyMap<string, Resolved>;
  readonly products: ReadonlyMap<string, Resolved>;
}

/** Batches in progress at once: while some wait for their purchases, another one is requested. */
const LANES = 4;
/** The most purchases in one request. */
const MOST_AT_ONCE = 100;

/** Makes the purchases that are not in the journal, in batches, and waits until each is settled. */
export async function importPurchases(
  purchases: readonly FileLine[],
  entities: Entities,
  context: ImportContext,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const { journal, limit, signal } = context;
  const isDone = ({ key }: FileLine) => (journal.entries.get(key)?.status ?? 'pending') !== 'pending';
  for (const line of purchases.filter(isDone))
    onOutcome(outcomeOf(line, journal.entries.get(line.key) as JournalEntry, false));
  const todo = purchases.filter((line) => !isDone(line));
  const size = Math.min(MOST_AT_ONCE, Math.ceil(limit / LANES));
  await eachConcurrently(chunksOf(todo, size), { limit: LANES, signal }, (batch) =>
    importBatch(batch, entities, context, onOutcome),
  );
}

async function importBatch(
  lines: readonly FileLine[],
  entities: Entities,
  context: ImportContext,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const { shop, journal, signal } = context;
  const waiting = { ...context.waiting, signal };
  const requested = await knownPurchases(lines, context);
  const requests: (KeyedRequest & { readonly line: FileLine })[] = [];
  for (const line of lines) {
    const request = requested.has(line) ? undefined : requestFor(line, entities);
    if (typeof request === 'string') onOutcome({ line, isNew: false, kind: 'rejected', reason: request });
    else if (request) requests.push({ line, request, key: keyOf('purchase', line.key, request) });
  }
  const results = await requestAll(shop, requests, waiting);
  for (const [index, { line }] of requests.entries()) {
    const result = results[index] as Purchase | ApiProblem;
    if (result instanceof ApiProblem) {
      onOutcome({ line, isNew: false, kind: 'rejected', reason: `refused: ${refusalIn(result)}` });
    } else {
      journal.record(line.key, entryOf(result, line.file));
      requested.set(line, result);
    }
  }
  const lineOf = new Map([...requested].map(([line, { purchaseId }]) => [purchaseId, line]));
  const onSettled = (purchase: Purchase): void => {
    const line = lineOf.get(purchase.purchaseId) as FileLine;
    const entry = entryOf(purchase, line.file);
    journal.record(line.key, entry);
    lineOf.delete(purchase.purchaseId);
    onOutcome(outcomeOf(line, entry, true));
  };
  await settleAll(shop, [...requested.values()], onSettled, waiting);
  for (const line of lineOf.values()) onOutcome({ line, isNew: true, kind: 'pending' });
}

/** The purchases that an earlier run requested of these lines, and that exist. */
async function knownPurchases(
  lines: readonly FileLine[],
  { shop, journal }: ImportContext,
): Promise<Map<FileLine, Purchase>> {
  const ids = lines.flatMap(({ key }) => journal.entries.get(key)?.purchaseId ?? []);
  const byId = new Map(
    (ids.length === 0 ? [] : await shop.findPurchases(ids)).map((each) => [each.purchaseId, each]),
  );
  return new Map(
    lines.flatMap((line) => {
      const purchase = byId.get(journal.entries.get(line.key)?.purchaseId ?? '');
      return purchase === undefined ? [] : [[line, purchase] as const];
    }),
  );
}

/** The request for a purchase, or the reason why it cannot be made. */
function requestFor(line: FileLine, entities: Entities): NewPurchase | string {
  const customer = entities.customers.get(sameId(line.customer.id));
  const product = entities.products.get(sameId(line.sku));
  if (customer === undefined || product === undefined)
    throw new Error(`Line ${line.number} was not resolved.`);
  if ('refusal' in customer) return `refused customer: ${customer.refusal}`;
  if ('refusal' in product) return `refused product: ${product.refusal}`;
  return {
    customerId: customer.id,
    productId: product.id,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    ...(line.soldAt !== undefined && { purchasedAt: line.soldAt }),
  };
}

const entryOf = ({ purchaseId, status, rejection, unitPrice }: Purchase, file: string): JournalEntry => ({
  purchaseId,
  status,
  code: rejection?.code,
  unitPrice,
  file,
});

function outcomeOf(line: FileLine, entry: JournalEntry, isNew: boolean): Outcome {
  const { status, code, unitPrice = line.unitPrice, file } = entry;
  switch (status) {
    case 'pending':
      return { line, isNew, kind: 'pending' };
    case 'rejected':
      return { line, isNew, kind: 'rejected', reason: (code ?? 'rejected').replaceAll('-', ' ') };
    case 'completed':
    case 'cancelled':
      return {
        line,
        isNew,
        kind: 'imported',
        amount: unitPrice.amount * line.quantity,
        ...(!isNew && { madeBy: file }),
      };
  }
}
