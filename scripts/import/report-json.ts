import { contentOf } from '../../sales-import/content.ts';
import type { Sums } from '../../sales-import/money-text.ts';
import type { NamedFile, Plan } from '../../sales-import/plan.ts';
import type { Summary } from '../../sales-import/summary.ts';

/** What `--json` prints: how the files are read, what is to be imported, and what became of it, none in a dry run. Money is in minor units. */
export function reportJson(files: readonly NamedFile[], plan: Plan, summary?: Summary): string {
  const { sold, returned, days } = contentOf(plan);
  return JSON.stringify(
    {
      files: files.map(({ name, sales: { understood } }) => {
        const { preset, encoding, delimiter, columns, guesses, notes } = understood;
        return { name, preset, encoding, delimiter, columns: Object.fromEntries(columns), guesses, notes };
      }),
      plan: {
        sales: plan.purchases.length,
        returns: plan.returns.length,
        returnsFromElsewhere: plan.sought.length,
        customers: plan.customers.size,
        products: plan.products.size,
        sold: moneyOf(sold),
        returned: moneyOf(returned),
        firstDay: days[0],
        lastDay: days.at(-1),
        rejected: plan.rejected.length,
      },
      ...(summary && {
        result: {
          imported: summary.imported,
          inThisRun: summary.fresh,
          pending: summary.pending,
          asked: { units: summary.asked.units, money: moneyOf(summary.asked.money) },
          made: { units: summary.made.units, money: moneyOf(summary.made.money) },
          seconds: summary.seconds,
        },
      }),
      rejected: (summary?.rejected ?? plan.rejected).map(({ file, number, reason }) => ({
        file,
        line: number,
        reason,
      })),
    },
    undefined,
    2,
  );
}

const moneyOf = (sums: Sums): Record<string, number> => Object.fromEntries(sums.amounts);
