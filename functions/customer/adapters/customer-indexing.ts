import { environment } from '../../../shared/config/environment.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { SearchIndexerOptions } from '../../../shared/search/indexer.ts';
import { type Customer, storedCustomerSchema } from '../domain/customer.ts';
import { searchableCustomers } from '../domain/customer-search.ts';

const { CUSTOMER_SEARCH_TABLE } = environment('CUSTOMER_SEARCH_TABLE');

/** How the search index of customers follows their table. */
export const customerIndexing: SearchIndexerOptions<Customer> = {
  client: documentClient,
  table: CUSTOMER_SEARCH_TABLE,
  searchable: searchableCustomers,
  schema: storedCustomerSchema,
};
