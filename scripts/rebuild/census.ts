import type { Census } from '../../functions/operations/derived/counters.ts';
import { counterRow } from '../../shared/counters/counter.ts';
import { type CountedRow, countsBefore } from '../../shared/dynamodb/recount.ts';
import { recount } from './recount.ts';
import { Totals } from './totals.ts';
import type { Workshop } from './workshop.ts';

/** Corrects the number of what an owner has. */
export function rebuildCensus(
  workshop: Workshop,
  { name, table, owner, key, counter }: Census,
): Promise<void> {
  return recount(workshop, name, {
    table,
    fields: ['count'],
    isSum: (each) => each.startsWith(`${counter}#`),
    async count(recount) {
      const totals = new Totals();
      await workshop.readAll(name, owner, (page) => {
        for (const row of page) {
          if (!countsBefore(row as CountedRow, { counted: !('removedAt' in row) }, recount).counted) continue;
          totals.add(counterRow(counter, String(row[key])), { count: 1 });
        }
      });
      return totals;
    },
  });
}
