import { rankingRow } from '../../../shared/counters/ranking.ts';
import { keptUnitsOf, type PurchasedUnits } from '../../../shared/values/kept-units.ts';
import type { Money } from '../../../shared/values/money.ts';
import { type PurchaseTimes, purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import { type Revenue, revenueIn, revenueOf, sumOfRevenue } from '../../../shared/values/revenue.ts';
import { type Projection, projections } from '../derived/projections.ts';
import type { Row, TableId } from '../derived/rows.ts';
import { type Check, differing, subjectsOf, textIn } from './check.ts';

const ids = (row: Row) => ({ customerId: textIn(row, 'customerId'), productId: textIn(row, 'productId') });
const pairOf = (row: Row): string => `${row['customerId']}#${row['productId']}`;
const sum = (rows: readonly Row[], name: string): number =>
  rows.reduce((total, row) => total + Number(row[name]), 0);

const PAIR_FIELDS = ['units', 'purchases', 'lastPurchasedAt', 'recency', 'revenue'];
const RANK_FIELDS = ['units', 'purchases', 'board', 'lastPurchasedAt', 'revenue'];

/** What marked purchases bring, as far as their prices were counted. */
const revenueOfMarks = (marks: readonly Row[]): Revenue =>
  sumOfRevenue(
    marks.map((mark) => revenueOf(mark['unitPrice'] as Money | undefined, Number(mark['quantity']))),
  );

const withRevenue = (row: Row): Row => ({ ...row, revenue: revenueIn(row) });

const lastOf = (rows: readonly Row[], name: string): string | undefined =>
  rows
    .map((row) => textIn(row, name))
    .toSorted()
    .at(-1);

/** Marks of counted purchases with purchases. */
const marksCheck = ({ name, service }: Projection): Check => {
  const table: TableId = `${service} CountedPurchases`;
  return {
    name: table,
    rebuiltAs: name,
    subjects: (rows) =>
      subjectsOf(rows, {
        'purchases Purchases': (row) => ({ pair: pairOf(row), purchaseId: textIn(row, 'purchaseId') }),
        [table]: (row) => ({ pair: textIn(row, 'pair'), purchaseId: textIn(row, 'purchaseId') }),
      }),
    async compare(rows, subjects) {
      const purchases = await rows.get(
        'purchases Purchases',
        subjects.map(({ purchaseId = '' }) => ({ purchaseId })),
      );
      const marks = await rows.get(
        table,
        subjects.map(({ pair = '', purchaseId = '' }) => ({ pair, purchaseId })),
      );
      return subjects.map(({ pair = '', purchaseId = '' }, index) => {
        const why = whyMarkWrong(purchases[index], marks[index], pair);
        if (why === undefined) return undefined;
        const text = `${purchaseId} ${why}`;
        return purchases[index] === undefined ? { text } : { text, republish: purchaseId };
      });
    },
  };
};

function whyMarkWrong(purchase: Row | undefined, mark: Row | undefined, pair: string): string | undefined {
  if (purchase === undefined || pairOf(purchase) !== pair)
    return mark === undefined ? undefined : 'is counted, but there is no such purchase';
  const { status } = purchase;
  const isExpected = status === 'completed' || status === 'cancelled';
  if (!isExpected) return mark === undefined ? undefined : `is counted; the purchase is ${status}`;
  if (mark === undefined) return `is not marked; the purchase is ${status}`;
  const right = {
    ...purchase,
    counted: status === 'completed',
    quantity: keptUnitsOf(purchase as unknown as PurchasedUnits),
    purchasedAt: purchasedAtOf(purchase as unknown as PurchaseTimes),
  };
  const other = differing(right, mark, ['counted', 'quantity', 'version', 'purchasedAt', 'unitPrice']);
  return other === undefined ? undefined : `has another ${other} than the purchase, which is ${status}`;
}

/** Pairs of customer and product with the marks of their purchases. They change in one transaction. */
const pairsCheck = ({ name, service, pairs, owner }: Projection): Check => ({
  name: pairs,
  rebuiltAs: name,
  subjects: (rows) =>
    subjectsOf(rows, {
      [pairs]: ids,
      [`${service} CountedPurchases`]: (row) => {
        const [customerId = '', productId = ''] = textIn(row, 'pair').split('#');
        return { customerId, productId };
      },
    }),
  async compare(rows, subjects) {
    const found = await rows.get(pairs, subjects.map(ids));
    return Promise.all(
      subjects.map(async (subject, index) => {
        const all = await rows.partition(`${service} CountedPurchases`, 'pair', pairOf(subject));
        const marks = all.filter(({ counted }) => counted === true);
        const lastPurchasedAt = lastOf(marks, 'purchasedAt');
        const revenue = revenueOfMarks(marks);
        const listed = subject[owner === 'customerId' ? 'productId' : 'customerId'];
        const recency = lastPurchasedAt && `${lastPurchasedAt}#${listed}`;
        const right = { units: sum(marks, 'quantity'), purchases: marks.length, lastPurchasedAt, recency };
        const row = found[index] ?? { units: 0, purchases: 0 };
        const other = differing({ ...right, revenue }, withRevenue(row), PAIR_FIELDS);
        return other === undefined
          ? undefined
          : { text: `${pairOf(subject)} has other ${other} than its marks` };
      }),
    );
  },
});

/** Rankings with pairs. They change in one transaction. */
const rankingCheck = ({ name, service, pairs, owner, ranked }: Projection): Check => ({
  name: `${service} Counters, ranking`,
  rebuiltAs: name,
  subjects: (rows) =>
    subjectsOf(rows, {
      [pairs]: (row) => ({ id: textIn(row, owner) }),
      [`${service} Counters`]: (row) => {
        const [name, id] = textIn(row, 'counter').split(':');
        return name === ranked && id !== undefined ? { id } : undefined;
      },
    }),
  async compare(rows, subjects) {
    const found = await rows.get(
      `${service} Counters`,
      subjects.map(({ id }) => ({ counter: `${ranked}:${id}` })),
    );
    return Promise.all(
      subjects.map(async ({ id = '' }, index) => {
        const all = await rows.partition(pairs, owner, id);
        const { board } = rankingRow(ranked, id);
        const counts = { units: sum(all, 'units'), purchases: sum(all, 'purchases') };
        const right = { ...counts, board, lastPurchasedAt: lastOf(all, 'lastPurchasedAt') };
        const revenue = sumOfRevenue(all.map(revenueIn));
        const row = found[index] ?? { units: 0, purchases: 0, board };
        const other = differing({ ...right, revenue }, withRevenue(row), RANK_FIELDS);
        return other === undefined ? undefined : { text: `${id} has other ${other} than its rows` };
      }),
    );
  },
});

/** Projections, the marks that they count, and rankings. */
export const projectionChecks: readonly Check[] = projections.flatMap((projection) => [
  marksCheck(projection),
  pairsCheck(projection),
  rankingCheck(projection),
]);
