import type { Totals } from '../api/types.ts';
import { timeCell } from '../list-export/cells.ts';
import type { ListColumn } from '../list-export/list-export.ts';

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
        {
          title: 'Last purchase',
          cell: ({ totals }) =>
            totals?.lastPurchasedAt === undefined ? undefined : timeCell(totals.lastPurchasedAt),
        },
      ];
