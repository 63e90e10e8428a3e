import type { ProductFilters } from '../../api/products.ts';
import { productPages } from '../../api/products.ts';
import type { ListedProduct } from '../../api/types.ts';
import { outlookOf } from '../../components/outlook.ts';
import { amountCell, timeCell } from '../../list-export/cells.ts';
import type { ListExport } from '../../list-export/list-export.ts';
import { leavesOut } from '../../sorting/orders.ts';
import { totalColumns } from '../../sorting/total-columns.ts';

/** The products that these filters find, as a file. */
export const productExport = (filters: ProductFilters): ListExport<ListedProduct> => ({
  name: 'products',
  noun: 'product',
  isFiltered: leavesOut(filters),
  read: productPages(filters),
  idOf: ({ productId }) => productId,
  columns: [
    { title: 'Name', cell: ({ name }) => name },
    { title: 'SKU', cell: ({ sku }) => (sku === undefined ? undefined : { code: sku }) },
    { title: 'Category', cell: ({ category }) => category },
    { title: 'Description', cell: ({ description }) => description },
    { title: 'Price', cell: ({ price }) => amountCell(price) },
    { title: 'Currency', cell: ({ price }) => price.currency },
    { title: 'In stock', cell: ({ stock }) => stock },
    { title: 'Low stock at', cell: ({ lowStockAt }) => lowStockAt },
    ...(filters.runsOut === undefined ? [] : [daysLeft]),
    ...totalColumns(filters),
    { title: 'Added', cell: ({ createdAt }) => timeCell(createdAt) },
    { title: 'Product id', cell: ({ productId }) => productId },
  ],
});

/** For about how many days the stock lasts. */
const daysLeft = {
  title: 'Days left',
  cell: ({ stock, soldLately }: ListedProduct) => {
    const outlook = soldLately && outlookOf(stock, soldLately);
    return outlook?.kind === 'in days' ? outlook.days : undefined;
  },
};
