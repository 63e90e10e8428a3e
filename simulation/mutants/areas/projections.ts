import type { Mutant } from '../mutant.ts';

const MARKS = 'shared/projections/purchase-marks.ts';
const PAIRS = 'shared/projections/pair-table.ts';
const RANKING = 'shared/counters/ranking.ts';
const PROJECTION = 'shared/projections/purchase-projection.ts';

/** Faults in who bought what. */
export const projections: readonly Mutant[] = [
  {
    name: 'purchases of several owners are given up when one of them is in the way',
    file: PROJECTION,
    find: 'purchases.filter(({ counted }) => !counted) : purchases;',
    replace: 'purchases.filter(({ counted }) => !counted) : [];',
  },
  {
    name: 'a projection applies states that are older than what it knows',
    file: PROJECTION,
    find: 'if (mark !== undefined && mark.version >= purchase.version) return;',
    replace: '',
  },
  {
    name: 'a projection counts a purchase again that it does not expect',
    file: MARKS,
    find: "? { ConditionExpression: 'attribute_not_exists(purchaseId)' }",
    replace: '? {}',
  },
  {
    name: 'a projection overwrites the mark of a concurrent change',
    file: MARKS,
    find: ": { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': before.version } };",
    replace: ': {};',
    whyNotFound:
      'Whatever changes a mark also changes the revision of its pair, in the same transaction and with a guard.',
  },
  {
    name: 'the last purchase of a pair may be an earlier one',
    file: PAIRS,
    find: "'attribute_not_exists(revision) OR lastPurchasedAt <= :at',",
    replace: "'attribute_not_exists(revision) OR lastPurchasedAt <> :at',",
  },
  {
    name: 'a cancelled purchase leaves the oldest one as the last of its pair',
    file: MARKS,
    find: 'ScanIndexForward: false,',
    replace: 'ScanIndexForward: true,',
  },
  {
    name: 'a cancelled purchase stays the last of its pair',
    file: MARKS,
    find: '.find(({ purchaseId }) => purchaseId !== purchase.purchaseId);',
    replace: '.at(0);',
  },
  {
    name: 'purchases that were cancelled earlier count as the last of their pair',
    file: MARKS,
    find: "FilterExpression: 'counted = :true',",
    replace: "FilterExpression: 'counted = :true OR counted <> :true',",
  },
  {
    name: 'a cancellation adds to the ranking',
    file: PROJECTION,
    find: 'const counts = { units: -quantity, purchases: -1, lastPurchasedAt: purchasedAt, revenue };',
    replace: 'const counts = { units: quantity, purchases: -1, lastPurchasedAt: purchasedAt, revenue };',
  },
  {
    name: 'the last purchase of an owner may be an earlier one',
    file: RANKING,
    find: "OR lastPurchasedAt <= :at';",
    replace: "OR lastPurchasedAt <> :at';",
  },
  {
    name: 'a cancelled purchase stays the last of its owner',
    file: RANKING,
    find: 'return this.#addition(id, counts, { lastPurchasedAt: last }, [unchanged',
    replace:
      'return this.#addition(id, counts, { lastPurchasedAt: last && counts.lastPurchasedAt }, [unchanged',
  },
  {
    name: 'an owner without purchases still has a last one',
    file: RANKING,
    find: 'return this.#addition(id, counts, { lastPurchasedAt: last }, [unchanged',
    replace:
      'return this.#addition(id, counts, last === undefined ? {} : { lastPurchasedAt: last }, [unchanged',
  },
  {
    name: 'the last purchase of an owner is what it was before a concurrent change',
    file: RANKING,
    find: "'attribute_not_exists(revision)' : 'revision = :at';",
    replace: "'attribute_not_exists(revision)' : 'attribute_exists(revision) OR revision = :at';",
    whyNotFound:
      'Another pair of the owner would have to change between a read and a write of the cancellation. A test of its own does that.',
  },
  {
    name: 'a pair that changed since it was read is overwritten',
    file: PAIRS,
    find: "ConditionExpression: 'revision = :revision',",
    replace: "ConditionExpression: 'attribute_exists(revision) OR revision = :revision',",
  },
  {
    name: 'a cancelled purchase counts',
    file: 'shared/projections/project-purchases.ts',
    find: "counted: name !== 'PurchaseCancelled',",
    replace: "counted: name !== 'PurchaseCancelled' || true,",
  },
  {
    name: 'returned units count',
    file: 'shared/projections/project-purchases.ts',
    find: 'quantity: keptUnitsOf(data),',
    replace: 'quantity: keptUnitsOf({ quantity: data.quantity }),',
  },
  {
    name: 'a cancellation subtracts units that were returned before',
    file: PROJECTION,
    find: 'this.#removeWrites(mark, purchase)',
    replace: 'this.#removeWrites({ ...mark, quantity: purchase.quantity }, purchase)',
  },
  {
    name: 'a return is not ranked',
    file: PROJECTION,
    find: '{ units, purchases: 0, revenue })',
    replace: '{ units: units && 0, purchases: 0, revenue })',
  },
  {
    name: 'a return makes a purchase fewer',
    file: PROJECTION,
    find: '{ units, purchases: 0, revenue })',
    replace: '{ units, purchases: -1, revenue })',
  },
  {
    name: 'returned units still bring something in the ranking',
    file: PROJECTION,
    find: '{ units, purchases: 0, revenue })',
    replace: '{ units, purchases: 0 })',
  },
  {
    name: 'returned units still bring something in their pair',
    file: PROJECTION,
    find: 'this.#pairs.addUnits(purchase, { units, revenue })',
    replace: 'this.#pairs.addUnits(purchase, { units, revenue: {} })',
  },
  {
    name: 'a cancelled purchase still brings something in its pair',
    file: 'shared/projections/purchase-counts.ts',
    find: 'sumOfRevenue([counts.revenue, negative(revenueOfPurchase(purchase))])',
    replace: 'counts.revenue',
  },
  {
    name: 'amounts of different currencies are added',
    file: 'shared/values/revenue.ts',
    find: '[PREFIX + unitPrice.currency]',
    replace: "[PREFIX + 'EUR']",
  },
  {
    name: 'a group of purchases ranks only one of them',
    file: PROJECTION,
    find: 'const counts = countsOf(purchases);',
    replace: 'const counts = { ...countsOf(purchases), purchases: 1 };',
  },
  {
    name: 'a group of purchases of one pair counts as one',
    file: PROJECTION,
    find: 'this.#pairs.addLast(own[0] as PurchaseState, countsOf(own))',
    replace: 'this.#pairs.addLast(own[0] as PurchaseState, { ...countsOf(own), purchases: 1 })',
  },
];
