import type { Totals } from '../api/types.ts';
import { amountCell, timeCell } from '../list-export/cells.ts';
import type { ListColumn } from '../list-export/list-export.ts';

/** All sums but the first, such as `12.50 GBP, 700 JPY`; a cell has room for one. */
const others = (totals: Totals | undefined): string | undefined =>
  totals?.revenue
    .slice(1)
    .map((sum) => `${amountCell(sum)} ${sum.currency}`)
    .join(', ') || undefined;

/** The columns of a file for what was bought or sold in all, which only a list has that is sorted by it. */
export const totalColumns = ({
  sort,
}: {
  readonly sort?: string | undefined;
}): readonly ListColumn<{ readonly totals?: Totals | undefined }>[] =>
  sort !== 'units' && sort !== 'lastPurchase'
    ? []
    : [
        { title: 'Units', cell: ({ totals }) => totals?.units },
        { title: 'Purchases', cell: ({ totals }) => totals?.purchases },
        { title: 'Revenue', cell: ({ totals }) => totals?.revenue[0] && amountCell(totals.revenue[0]) },
        { title: 'Currency', cell: ({ totals }) => totals?.revenue[0]?.currency },
        { title: 'Revenue in other currencies', cell: ({ totals }) => others(totals) },
        {
          title: 'Last purchase',
          cell: ({ totals }) =>
            totals?.lastPurchasedAt === undefined ? undefined : timeCell(totals.lastPurchasedAt),
        },
      ];
