import type { Totals } from '../api/types.ts';
import { timeCell } from '../list-export/cells.ts';
import type { ListColumn } from '../list-export/list-export.ts';
import { revenueColumns } from '../list-export/revenue-columns.ts';

interface Row {
  readonly totals?: Totals | undefined;
}

/** The columns of a file for what was bought or sold in all, which only a list has that is sorted by it. */
export const totalColumns = ({ sort }: { readonly sort?: string | undefined }): readonly ListColumn<Row>[] =>
  sort !== 'units' && sort !== 'lastPurchase'
    ? []
    : [
        { title: 'Units', cell: ({ totals }) => totals?.units },
        { title: 'Purchases', cell: ({ totals }) => totals?.purchases },
        ...revenueColumns<Row>(({ totals }) => totals?.revenue),
        {
          title: 'Last purchase',
          cell: ({ totals }) =>
            totals?.lastPurchasedAt === undefined ? undefined : timeCell(totals.lastPurchasedAt),
        },
      ];
