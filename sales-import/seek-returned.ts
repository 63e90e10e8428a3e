import { sameId } from '../sales-files/identities.ts';
import { keyOf } from '../sales-files/keys.ts';
import { keptUnitsOf } from '../shared/values/kept-units.ts';
import type { ImportContext, Outcome } from './import-purchases.ts';
import { madeBefore, takeBack } from './import-returns.ts';
import { inTime, type Open, take } from './match-returns.ts';
import type { FileLine, Plan } from './plan.ts';
import { customersOf, pairOf } from './plan-entities.ts';
import { eachConcurrently } from './shop/each-concurrently.ts';
import type { Purchase, Shop } from './shop/shop.ts';

/**
 * Takes back what was returned of purchases that are not in the files but in the system, such as those of an earlier file. What is taken
 * back is decided once for each return, and written down before it is requested: after a part was returned, other purchases would fit.
 */
export async function importSoughtReturns(
  { sought, purchases }: Pick<Plan, 'sought' | 'purchases'>,
  context: ImportContext,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const emails = new Map([...customersOf([...purchases, ...sought])].map(([id, { email }]) => [id, email]));
  // One return after the other, since each leaves less for the next.
  const pairs = Map.groupBy(inTime(sought), pairOf).values();
  await eachConcurrently(pairs, context, async (lines) => {
    let bought: Promise<Open<Purchase>[]> | undefined;
    const found = (line: FileLine) => (bought ??= boughtBy(line, emails, context.shop));
    // What was decided in an earlier run is no longer there for others.
    const isDecided = ({ key }: FileLine) => context.journal.taken.has(key);
    for (const line of [...lines.filter(isDecided), ...lines.filter((each) => !isDecided(each))])
      onOutcome(await importSought(line, found, context));
  });
}

async function importSought(
  line: FileLine,
  found: (line: FileLine) => Promise<readonly Open<Purchase>[]>,
  context: ImportContext,
): Promise<Outcome> {
  const { journal } = context;
  let parts = journal.taken.get(line.key);
  const earlier = madeBefore(line, parts ?? [], context);
  if (earlier !== undefined) return earlier;
  if (parts === undefined) {
    const candidates = (await found(line)).filter(({ purchase }) => mayBeOf(line, purchase));
    const taken = take(candidates, -line.quantity);
    if ('reason' in taken) return { line, isNew: false, kind: 'rejected', reason: taken.reason };
    parts = taken.parts.map(({ purchase: { purchaseId, unitPrice }, quantity }) => ({
      ...{ purchaseId, quantity, unitPrice },
    }));
    await journal.recordTaken(line.key, parts);
  }
  // Without the purchase: if the journal is lost, the API refuses a second return of other purchases, as long as it keeps keys.
  const keyed = parts.map((part, n) => {
    const key = keyOf('sought return', line.key, n);
    return { ...part, key, recordedAs: key };
  });
  return takeBack(line, keyed, context);
}

/** Whether a return may be of a purchase: in its currency, and not made after it. */
const mayBeOf = ({ unitPrice, soldAt }: FileLine, purchase: Purchase): boolean =>
  purchase.unitPrice.currency === unitPrice.currency &&
  (soldAt === undefined || purchase.purchasedAt <= soldAt);

/** The completed purchases of a line's customer and product, the oldest first; none if the system does not know both. */
async function boughtBy(
  { customer, sku }: FileLine,
  emails: ReadonlyMap<string, string>,
  shop: Shop,
): Promise<Open<Purchase>[]> {
  const buyer = await shop.findCustomer(emails.get(sameId(customer.id)) ?? '');
  if (buyer === undefined) return [];
  const product = await shop.findProduct(sku);
  if (product === undefined) return [];
  const open: Open<Purchase>[] = [];
  for await (const purchase of shop.purchasesOf(buyer.id, product.id)) {
    if (purchase.status === 'completed') open.unshift({ purchase, left: keptUnitsOf(purchase) });
  }
  return open;
}
