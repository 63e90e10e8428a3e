import type { NamedPurchase, PurchaseFilters } from '../../api/purchases.ts';
import { namedPurchases } from '../../api/purchases.ts';
import { amountCell, timeCell } from '../../list-export/cells.ts';
import type { ListExport } from '../../list-export/list-export.ts';

/** The purchases that these filters find, as a file, with the names of what they are about. */
export const purchaseExport = (filters: PurchaseFilters): ListExport<NamedPurchase> => ({
  name: 'purchases',
  noun: 'purchase',
  isFiltered: Object.keys(filters).length > 0,
  read: namedPurchases(filters),
  idOf: ({ purchaseId }) => purchaseId,
  columns: [
    { title: 'Time', cell: ({ purchasedAt }) => timeCell(purchasedAt) },
    { title: 'Customer', cell: ({ customerName }) => customerName },
    { title: 'Product', cell: ({ productName }) => productName },
    { title: 'SKU', cell: ({ sku }) => (sku === undefined ? undefined : { code: sku }) },
    { title: 'Quantity', cell: ({ quantity }) => quantity },
    { title: 'Returned', cell: ({ returned }) => returned },
    { title: 'Unit price', cell: ({ unitPrice }) => amountCell(unitPrice) },
    { title: 'Total', cell: ({ total }) => amountCell(total) },
    { title: 'Currency', cell: ({ total }) => total.currency },
    { title: 'Status', cell: ({ status }) => status },
    { title: 'Customer id', cell: ({ customerId }) => customerId },
    { title: 'Product id', cell: ({ productId }) => productId },
    { title: 'Purchase id', cell: ({ purchaseId }) => purchaseId },
  ],
});
