import type { NewPurchase, PurchaseStatistics, PurchaseView } from '../../contracts/purchases/shapes.ts';
import type { Money } from '../../shared/values/money.ts';
import type { Ledger } from './ledger.ts';

/** What a customer bought of a product, or a ranked entity has sold or bought. */
export interface Counts {
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt: string;
  readonly revenue: readonly Money[];
}

type Side = 'customerId' | 'productId';

/** Completed purchases, counted for each owner and, within it, for what is listed: most recent first. */
export function expectedPairs(
  purchases: readonly PurchaseView[],
  owner: Side,
  listed: Side,
): ReadonlyMap<string, readonly (readonly [id: string, counts: Counts])[]> {
  const owners = new Map<string, Map<string, Counts>>();
  for (const purchase of purchases.filter(({ status }) => status === 'completed')) {
    const pairs = owners.get(purchase[owner]) ?? new Map<string, Counts>();
    owners.set(purchase[owner], pairs);
    pairs.set(purchase[listed], plus(pairs.get(purchase[listed]), purchase));
  }
  const position = ([id, { lastPurchasedAt }]: readonly [string, Counts]) => `${lastPurchasedAt}#${id}`;
  return new Map(
    [...owners].map(([id, pairs]) => [
      id,
      [...pairs].toSorted((one, other) => (position(one) < position(other) ? 1 : -1)),
    ]),
  );
}

function plus(counts: Counts | undefined, purchase: PurchaseView): Counts {
  const { quantity, returned, purchasedAt } = purchase;
  const { units = 0, purchases = 0, lastPurchasedAt = '', revenue = [] } = counts ?? {};
  return {
    units: units + quantity - returned,
    purchases: purchases + 1,
    lastPurchasedAt: purchasedAt > lastPurchasedAt ? purchasedAt : lastPurchasedAt,
    revenue: plusRevenue(revenue, purchase),
  };
}

/** With what was kept of a purchase, by currency. */
function plusRevenue(sums: readonly Money[], { total, returnedTotal }: PurchaseView): Money[] {
  const byCurrency = new Map(sums.map(({ currency, amount }) => [currency, amount]));
  const kept = total.amount - returnedTotal.amount;
  byCurrency.set(total.currency, (byCurrency.get(total.currency) ?? 0) + kept);
  return [...byCurrency]
    .map(([currency, amount]) => ({ amount, currency }))
    .filter(({ amount }) => amount > 0)
    .toSorted((one, other) => one.currency.localeCompare(other.currency));
}

/** What a purchase must be, as far as the request determines it: without a price, it is that of the product at some time. */
export function expectedPurchase(asked: NewPurchase, { createdAt, unitPrice }: PurchaseView) {
  const { purchasedAt = createdAt } = asked;
  const time = new Date(purchasedAt).toISOString();
  const price = asked.unitPrice ?? unitPrice;
  return {
    ...asked,
    unitPrice: price,
    total: { ...price, amount: price.amount * asked.quantity },
    // Clocks differ.
    purchasedAt: time < createdAt ? time : createdAt,
  };
}

/** The purchases made within a time, both limits included. */
export function newestFirst(
  purchases: readonly PurchaseView[],
  { from = '', to = '9' }: { readonly from?: string | undefined; readonly to?: string | undefined },
): PurchaseView[] {
  const position = ({ purchasedAt, purchaseId }: PurchaseView) => `${purchasedAt} ${purchaseId}`;
  return purchases
    .filter(({ purchasedAt }) => purchasedAt >= from && purchasedAt <= to)
    .toSorted((one, other) => (position(one) < position(other) ? 1 : -1));
}

/** The ten with the most units. */
export function expectedTop(purchases: readonly PurchaseView[], owner: Side): (readonly [string, Counts])[] {
  const totals = new Map<string, Counts>();
  for (const purchase of purchases.filter(({ status }) => status === 'completed')) {
    totals.set(purchase[owner], plus(totals.get(purchase[owner]), purchase));
  }
  return [...totals]
    .toSorted(([one, { units }], [other, counts]) => counts.units - units || (one < other ? -1 : 1))
    .slice(0, 10);
}

/** The events that a settled purchase has had, in the order of their causes. */
export function expectedSteps({ status, version }: PurchaseView): string[] {
  if (status === 'rejected') return ['PurchaseRequested', 'StockRejected', 'PurchaseRejected'];
  const steps = ['PurchaseRequested', 'StockReserved', 'PurchaseCompleted'];
  return [...steps, ...lateEvents({ status, version })];
}

/** The events of a completed purchase's later versions, from the third on. */
export function lateEvents({ status, version }: Pick<PurchaseView, 'status' | 'version'>): string[] {
  const isCancelled = status === 'cancelled';
  const returns = Array.from({ length: version - 2 - Number(isCancelled) }, () => 'PurchaseReturned');
  return isCancelled ? [...returns, 'PurchaseCancelled'] : returns;
}

/** The units of each product that purchases hold. */
export function soldUnits(purchases: readonly PurchaseView[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { productId, quantity, returned } of purchases.filter(({ status }) => status === 'completed')) {
    units.set(productId, (units.get(productId) ?? 0) + quantity - returned);
  }
  return units;
}

/** The purchases of each day, by status. */
export function expectedDays(purchases: readonly PurchaseView[]): ReadonlyMap<string, PurchaseStatistics> {
  const days = new Map<string, PurchaseStatistics>();
  for (const purchase of purchases) {
    const { purchasedAt, status } = purchase;
    if (status === 'pending') continue;
    const day = purchasedAt.slice(0, 10);
    const sums = days.get(day) ?? { day, count: 0, completed: 0, rejected: 0, cancelled: 0, revenue: [] };
    days.set(day, {
      ...sums,
      count: sums.count + 1,
      [status]: sums[status] + 1,
      revenue: status === 'completed' ? plusRevenue(sums.revenue, purchase) : sums.revenue,
    });
  }
  return days;
}

/** The name of a customer, unless they were removed. */
export const nameIn = (entries: Ledger['customers'], id: string): string | undefined => {
  const entry = entries.get(id);
  return entry === undefined || entry.mayBeRemoved ? undefined : entry.latest.name;
};

/** How a product is named where it was bought. */
export function soldAs({ products }: Ledger, id: string): { name?: string; archived?: true } {
  const entry = products.get(id);
  if (entry === undefined) return {};
  return entry.mayBeRemoved ? { name: entry.keptName, archived: true } : { name: entry.latest.name };
}
