import { type BuyerFilters, jointBuyerPages } from '../../api/products.ts';
import type { JointBuyer } from '../../api/types.ts';
import { timeCell } from '../../list-export/cells.ts';
import type { ListExport } from '../../list-export/list-export.ts';
import { revenueColumns } from '../../list-export/revenue-columns.ts';

/** The customers who bought any of the products that these filters find, as a file. */
export const buyerExport = (filters: BuyerFilters): ListExport<JointBuyer> => ({
  name: 'buyers',
  noun: 'buyer',
  isFiltered: Object.keys(filters).length > 0,
  read: jointBuyerPages(filters),
  idOf: ({ customerId }) => customerId,
  columns: [
    { title: 'Name', cell: ({ name }) => name },
    { title: 'Products', cell: ({ products }) => products },
    { title: 'Units', cell: ({ units }) => units },
    { title: 'Purchases', cell: ({ purchases }) => purchases },
    ...revenueColumns<JointBuyer>(({ revenue }) => revenue),
    { title: 'Last purchase', cell: ({ lastPurchasedAt }) => timeCell(lastPurchasedAt) },
    { title: 'Customer id', cell: ({ customerId }) => customerId },
  ],
});
