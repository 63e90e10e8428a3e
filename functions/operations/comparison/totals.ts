import { keptUnitsOf, type PurchasedUnits } from '../../../shared/values/kept-units.ts';
import type { Money } from '../../../shared/values/money.ts';
import { type PurchaseTimes, purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import { revenueOf } from '../../../shared/values/revenue.ts';
import { type Census, censuses, days } from '../derived/counters.ts';
import type { Rows, TableId } from '../derived/rows.ts';
import { type Check, textIn } from './check.ts';

type Counts = Record<string, number>;

const add = (counts: Map<string, Counts>, name: string, field: string, value: number): void => {
  const fields = counts.get(name) ?? {};
  fields[field] = (fields[field] ?? 0) + value;
  counts.set(name, fields);
};

/** The sums of sharded counters, by name. Rankings have no shards. */
async function counted(rows: Rows, table: TableId): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>();
  for await (const page of rows.pages(table)) {
    for (const { counter, ...fields } of page) {
      const [name = '', shard] = String(counter).split('#');
      if (shard === undefined) continue;
      for (const [field, value] of Object.entries(fields)) {
        if (typeof value === 'number') add(counts, name, field, value);
      }
    }
  }
  return counts;
}

/** The number of what an owner has. */
const census =
  ({ counter, owner }: Census) =>
  async (rows: Rows) => {
    const counts = new Map<string, Counts>();
    for await (const page of rows.pages(owner)) {
      add(counts, counter, 'count', page.filter((row) => !('removedAt' in row)).length);
    }
    return counts;
  };

/** The settled purchases of each day. */
async function purchasesOfDays(rows: Rows): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>();
  for await (const page of rows.pages('purchases Purchases')) {
    for (const row of page) {
      if (row['status'] === 'pending') continue;
      const name = `day-${String(purchasedAtOf(row as unknown as PurchaseTimes)).slice(0, 10)}`;
      add(counts, name, 'count', 1);
      add(counts, name, textIn(row, 'status'), 1);
      if (row['status'] !== 'completed') continue;
      const kept = keptUnitsOf(row as unknown as PurchasedUnits);
      for (const [field, value] of Object.entries(revenueOf(row['unitPrice'] as Money, kept)))
        add(counts, name, field, value);
    }
  }
  return counts;
}

/** In a fixed order: DynamoDB returns attributes in any. */
const textOf = (counts: Counts = {}): string =>
  Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([field, count]) => `${field} ${count}`)
    .toSorted()
    .join(', ') || 'none';

/** Counters with the rows that they count; one look reads whole tables. */
const totalsCheck = (
  table: TableId,
  rebuiltAs: string,
  count: (rows: Rows) => Promise<Map<string, Counts>>,
): Check => ({
  name: table,
  rebuiltAs,
  async *subjects() {
    yield [{}];
  },
  async compare(rows) {
    const [have, right] = [await counted(rows, table), await count(rows)];
    const names = [...new Set([...have.keys(), ...right.keys()])].toSorted();
    const wrong = names.filter((name) => {
      const [one = {}, other = {}] = [have.get(name), right.get(name)];
      return [...Object.keys(one), ...Object.keys(other)].some(
        (field) => (one[field] ?? 0) !== (other[field] ?? 0),
      );
    });
    const texts = wrong.map(
      (name) => `${name} has ${textOf(have.get(name))}; rows have ${textOf(right.get(name))}`,
    );
    return [texts.length === 0 ? undefined : { text: texts.join('; ') }];
  },
});

/** Numbers of customers and products, and the purchases of each day. */
export const totalsChecks: readonly Check[] = [
  ...censuses.map((each) => totalsCheck(each.table, each.name, census(each))),
  totalsCheck('purchases Counters', days.name, purchasesOfDays),
];
