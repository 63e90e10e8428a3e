import { isDeepStrictEqual } from 'node:util';
import type { Projection } from '../../functions/operations/derived/projections.ts';
import { idIn, type Row, type TableId } from '../../functions/operations/derived/rows.ts';
import { rankingRow } from '../../shared/counters/ranking.ts';
import { type CountedRow, countsBefore } from '../../shared/dynamodb/recount.ts';
import type { Pair } from '../../shared/projections/pair-table.ts';
import { countsOfMark, type Mark, pairKeyOf } from '../../shared/projections/purchase-marks.ts';
import { isMarkRight, isPairRight, PairBuilder, rightMarkOf } from './pair.ts';
import { recount } from './recount.ts';
import { Totals } from './totals.ts';
import type { Workshop } from './workshop.ts';

const PURCHASES = 'purchases Purchases';

/** Rebuilds a projection: pairs with their marks one by one, then the ranking. */
export async function rebuildProjection(workshop: Workshop, projection: Projection): Promise<void> {
  const { name } = projection;
  const marks: TableId = `${projection.service} CountedPurchases`;
  const builder = new PairBuilder(workshop, projection);
  const rebuildAll = async (pairs: readonly Pair[]) => {
    for (const pair of new Map(pairs.map((each) => [pairKeyOf(each), each])).values())
      await builder.rebuild(pair);
  };

  await workshop.walk(`${name}, purchases`, PURCHASES, async (page) => {
    const pairs = page.map(pairIn);
    const found = await workshop.rows.get(
      marks,
      page.map((row, index) => ({
        pair: pairKeyOf(pairs[index] as Pair),
        purchaseId: idIn(row, 'purchaseId'),
      })),
    );
    await rebuildAll(
      pairs.filter((pair, index) => !isMarkRight(found[index], rightMarkOf(page[index], pairKeyOf(pair)))),
    );
  });
  await workshop.walk(`${name}, marks`, marks, async (page) => {
    const purchases = await workshop.rows.get(
      PURCHASES,
      page.map((mark) => ({ purchaseId: idIn(mark, 'purchaseId') })),
    );
    const pairs = page.map((mark) => pairFrom(String(mark['pair'])));
    const rows = await workshop.rows.get(projection.pairs, pairs.map(keyOf));
    await rebuildAll(
      pairs.filter((_, index) => {
        const mark = page[index] as Row;
        const right = rightMarkOf(purchases[index], String(mark['pair']));
        return !isMarkRight(mark, right) || (mark['counted'] === true && rows[index] === undefined);
      }),
    );
  });
  await workshop.walk(`${name}, pairs`, projection.pairs, async (page) => {
    await workshop.each(page, async (row) => {
      const pair = pairIn(row);
      const own = await workshop.rows.partition(marks, 'pair', pairKeyOf(pair));
      // If the row changed since it was read, its marks may agree with it only now.
      const isSame = isDeepStrictEqual(await workshop.getOne(projection.pairs, keyOf(pair)), row);
      if (!isSame || !isPairRight(row, builder.rightPairOf(pair, own))) await builder.rebuild(pair);
    });
  });
  await rebuildRanking(workshop, projection);
  await rebuildLastPurchases(workshop, projection);
}

/** Corrects the ranking from the marks, with which it changes in one transaction. */
async function rebuildRanking(
  workshop: Workshop,
  { name, service, owner, ranked }: Projection,
): Promise<void> {
  await recount(workshop, `${name}, ranking`, {
    table: `${service} Counters`,
    fields: ['units', 'purchases'],
    isSum: (counter) => counter.startsWith(`${ranked}:`),
    kept: ['lastPurchasedAt', 'revision'],
    attributesOf: (counter) => ({ board: rankingRow(ranked, counter.slice(ranked.length + 1)).board }),
    async count(recount) {
      const totals = new Totals();
      await workshop.readAll(`${name}, ranking`, `${service} CountedPurchases`, (page) => {
        for (const mark of page) {
          const counts = countsBefore(mark as CountedRow, countsOfMark(mark as Mark), recount);
          const { counter } = rankingRow(ranked, pairFrom(String(mark['pair']))[owner]);
          const { units = 0, revenue = {} } = counts.counted ? counts : {};
          totals.add(counter, { units, purchases: Number(counts.counted), ...revenue });
        }
      });
      return totals;
    },
  });
}

/** Corrects when the entities of a ranking had their last purchase, from their pairs, with which it changes in one transaction. */
async function rebuildLastPurchases(
  workshop: Workshop,
  { name, service, pairs, owner, ranked }: Projection,
): Promise<void> {
  const table: TableId = `${service} Counters`;
  const last = new Map<string, string>();
  await workshop.readAll(`${name}, last purchases`, pairs, (page) => {
    for (const row of page) {
      const at = String(row['lastPurchasedAt']);
      if (at > (last.get(idIn(row, owner)) ?? '')) last.set(idIn(row, owner), at);
    }
  });
  await workshop.walk(`${name}, last purchases`, table, async (page) => {
    const ids = page.flatMap(({ counter, lastPurchasedAt }) => {
      const [kind, id = ''] = String(counter).split(':');
      return kind === ranked && lastPurchasedAt !== last.get(id) ? [id] : [];
    });
    await workshop.each(ids, async (id) => {
      await workshop.settle(`${table} ${ranked}:${id}`, async () => {
        const key = { counter: `${ranked}:${id}` };
        const row = await workshop.getOne(table, key);
        const times = (await workshop.rows.partition(pairs, owner, id)).map((pair) =>
          String(pair['lastPurchasedAt']),
        );
        const { lastPurchasedAt: has, ...others } = row ?? {};
        const right = times.toSorted().at(-1);
        if (row === undefined || has === right) return;
        await workshop.replace(table, key, row, {
          ...others,
          ...(right !== undefined && { lastPurchasedAt: right }),
        });
      });
    });
  });
}

const pairIn = (row: Row): Pair => ({
  customerId: idIn(row, 'customerId'),
  productId: idIn(row, 'productId'),
});

function pairFrom(key: string): Pair {
  const [customerId = '', productId = ''] = key.split('#');
  return pairIn({ customerId, productId });
}

const keyOf = ({ customerId, productId }: Pair) => ({ customerId, productId });
