import { rowsOf } from '../../../shared/search/search-index.ts';
import type { Product } from '../../catalog/domain/product.ts';
import { productEntry } from '../../catalog/domain/product-search.ts';
import type { Customer } from '../../customer/domain/customer.ts';
import { customerEntry } from '../../customer/domain/customer-search.ts';
import type { Named } from './named.ts';
import type { Row, TableId } from './rows.ts';

/** A search index, and the rows that something of its owner has in it. */
export interface Search extends Named {
  readonly table: TableId;
  readonly owner: TableId;
  readonly key: string;
  readonly rowsOf: (row: Row) => readonly object[];
}

/** The search indexes. */
export const searches: readonly Search[] = [
  {
    name: 'customer-search',
    text: 'the search index of customers',
    table: 'customer CustomerSearch',
    owner: 'customer Customers',
    key: 'customerId',
    rowsOf: (row) => rowsOf(customerEntry(row as unknown as Customer)),
  },
  {
    name: 'product-search',
    text: 'the search index of products',
    table: 'catalog ProductSearch',
    owner: 'catalog Products',
    key: 'productId',
    rowsOf: (row) => rowsOf(productEntry(row as unknown as Product)),
  },
];
