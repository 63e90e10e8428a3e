import type { NewPurchase } from '../../contracts/purchases/shapes.ts';
import { sameId } from '../../sales-files/identities.ts';
import { keyOf } from '../../sales-files/keys.ts';
import { eachConcurrently } from '../api/each-concurrently.ts';
import { requestWhenKnown, untilSettled, type Waiting } from '../api/purchase-flow.ts';
import { refusalIn } from '../api/refusal.ts';
import type { Purchase, Shop } from '../api/shop.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { FileLine } from './plan.ts';
import type { Resolved } from './resolve-entities.ts';

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
  /** Requests in flight. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  readonly waiting?: Waiting;
}

interface Entities {
  readonly customers: ReadonlyMap<string, Resolved>;
  readonly products: ReadonlyMap<string, Resolved>;
}

/** Makes the purchases that are not in the journal, and waits until each is settled. */
export async function importPurchases(
  purchases: readonly FileLine[],
  entities: Entities,
  context: ImportContext,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  await eachConcurrently(purchases, context, async (line) => {
    onOutcome(await importPurchase(line, entities, context));
  });
}

async function importPurchase(line: FileLine, entities: Entities, context: ImportContext): Promise<Outcome> {
  const { shop, journal, signal } = context;
  const waiting = { ...context.waiting, signal };
  const earlier = journal.entries.get(line.key);
  if (earlier !== undefined && earlier.status !== 'pending') return outcomeOf(line, earlier, false);
  let purchase = earlier && (await shop.findPurchase(earlier.purchaseId));
  if (purchase === undefined) {
    const request = requestFor(line, entities);
    if (typeof request === 'string') return { line, isNew: false, kind: 'rejected', reason: request };
    try {
      purchase = await requestWhenKnown(shop, request, keyOf('purchase', line.key, request), waiting);
    } catch (error) {
      return { line, isNew: false, kind: 'rejected', reason: `refused: ${refusalIn(error)}` };
    }
    journal.record(line.key, entryOf(purchase, line.file));
  }
  const entry = entryOf(await untilSettled(shop, purchase, waiting), line.file);
  if (entry.status !== 'pending') journal.record(line.key, entry);
  return outcomeOf(line, entry, true);
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
