import { environment } from '../../../shared/config/environment.ts';
import { Counter } from '../../../shared/counters/counter.ts';
import { Ranking } from '../../../shared/counters/ranking.ts';
import { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { IdempotencyTable } from '../../../shared/idempotency/idempotency-table.ts';
import { PairPages } from '../../../shared/projections/pair-page.ts';
import { PurchaseProjection } from '../../../shared/projections/purchase-projection.ts';
import { ReplicaTable } from '../../../shared/replicas/replica-table.ts';
import { productReplicaSchema } from '../../../shared/replicas/replicas.ts';
import { SearchIndex } from '../../../shared/search/search-index.ts';
import { type Customer, type RemovedCustomer, storedCustomerSchema } from '../domain/customer.ts';
import { customerEntry, customerFacetsSchema } from '../domain/customer-search.ts';

const names = environment(
  'CUSTOMERS_TABLE',
  'CUSTOMER_SEARCH_TABLE',
  'CUSTOMER_PRODUCT_TABLE',
  'COUNTED_PURCHASES_TABLE',
  'PRODUCT_REPLICA_TABLE',
  'IDEMPOTENCY_TABLE',
  'COUNTERS_TABLE',
);

/** How customers are found. */
export const customerSearch = new SearchIndex(
  documentClient,
  names.CUSTOMER_SEARCH_TABLE,
  customerFacetsSchema,
);

/** How many customers there are. */
export const customerCount = new Counter(documentClient, names.COUNTERS_TABLE, 'customers');

/** Who bought most. */
export const topCustomers = new Ranking(documentClient, names.COUNTERS_TABLE, 'customer');

/** The answers given to idempotency keys. */
export const idempotency = new IdempotencyTable(documentClient, names.IDEMPOTENCY_TABLE);

/** The customers. */
export const customers = new AggregateTable<Customer, RemovedCustomer>(documentClient, {
  table: names.CUSTOMERS_TABLE,
  key: 'customerId',
  schema: storedCustomerSchema,
  noun: 'customer',
  alongside: (before, after, id) => [
    ...customerSearch.writes(before && customerEntry(before), after && customerEntry(after)),
    ...customerCount.census(id, before, after),
    ...(after === undefined ? [idempotency.erase(id)] : []),
  ],
});

/** Which customer bought which product. */
export const customerProduct = new PurchaseProjection(
  documentClient,
  {
    pairs: names.CUSTOMER_PRODUCT_TABLE,
    marks: names.COUNTED_PURCHASES_TABLE,
    ranking: topCustomers,
  },
  { owner: 'customerId', listed: 'productId' },
);

/** What Catalog's events told of the products. */
export const productReplica = new ReplicaTable(
  documentClient,
  names.PRODUCT_REPLICA_TABLE,
  productReplicaSchema,
);

/** The lists of products bought by customers. */
export const boughtProducts = new PairPages(customerProduct, productReplica, 'productId');
