import { attributed } from '../../../shared/dynamodb/attributed.ts';
import { rowsOf, type Searchable } from '../../../shared/search/search-row.ts';
import { searchableProducts } from '../../catalog/domain/product-search.ts';
import { searchableCustomers } from '../../customer/domain/customer-search.ts';
import type { Named } from './named.ts';
import type { Row, TableId } from './rows.ts';

/** A search index, and the rows that something of its owner has in it. */
export interface Search extends Named {
  readonly table: TableId;
  readonly owner: TableId;
  readonly key: string;
  readonly rowsOf: (row: Row) => readonly object[];
}

/** @throws Error if the owner's row cannot be read. */
const storedRowsOf = <Item>(
  searchable: Searchable<Item, unknown>,
  { cause, ...row }: Row,
): readonly object[] => rowsOf(searchable, attributed(row, cause) as Item);

/** The search indexes. */
export const searches: readonly Search[] = [
  {
    name: 'customer-search',
    text: 'the search index of customers',
    table: 'customer CustomerSearch',
    owner: 'customer Customers',
    key: 'customerId',
    rowsOf: (row) => storedRowsOf(searchableCustomers, row),
  },
  {
    name: 'product-search',
    text: 'the search index of products',
    table: 'catalog ProductSearch',
    owner: 'catalog Products',
    key: 'productId',
    rowsOf: (row) => storedRowsOf(searchableProducts, row),
  },
];
