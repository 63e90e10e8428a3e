import type { Money } from '../../../shared/values/money.ts';
import { amountCell } from './cells.ts';
import type { ListColumn } from './list-export.ts';

/**
 * The columns for sums of money, of which a cell has room for one: the first, its currency, and the others in words, such as
 * `12.50 GBP, 700 JPY`.
 */
export const revenueColumns = <Row>(
  revenueOf: (row: Row) => readonly Money[] | undefined,
): readonly ListColumn<Row>[] => [
  {
    title: 'Revenue',
    cell: (row) => {
      const first = revenueOf(row)?.[0];
      return first && amountCell(first);
    },
  },
  { title: 'Currency', cell: (row) => revenueOf(row)?.[0]?.currency },
  {
    title: 'Revenue in other currencies',
    cell: (row) =>
      revenueOf(row)
        ?.slice(1)
        .map((sum) => `${amountCell(sum)} ${sum.currency}`)
        .join(', ') || undefined,
  },
];
