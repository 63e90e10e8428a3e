import { environment } from '../../../shared/config/environment.ts';
import { Counter } from '../../../shared/counters/counter.ts';
import { Ranking } from '../../../shared/counters/ranking.ts';
import { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { IdempotencyTable } from '../../../shared/idempotency/idempotency-table.ts';
import { PairPages } from '../../../shared/projections/pair-page.ts';
import { PurchaseProjection } from '../../../shared/projections/purchase-projection.ts';
import { Segments } from '../../../shared/projections/segments.ts';
import { ReplicaTable } from '../../../shared/replicas/replica-table.ts';
import { productReplicaSchema } from '../../../shared/replicas/replicas.ts';
import { SearchIndex } from '../../../shared/search/search-index.ts';
import { type Customer, type RemovedCustomer, storedCustomerSchema } from '../domain/customer.ts';
import { searchableCustomers } from '../domain/customer-search.ts';

const {
  CUSTOMERS_TABLE,
  CUSTOMER_SEARCH_TABLE,
  CUSTOMER_PRODUCT_TABLE,
  COUNTED_PURCHASES_TABLE,
  PRODUCT_REPLICA_TABLE,
  IDEMPOTENCY_TABLE,
  COUNTERS_TABLE,
} = environment(
  'CUSTOMERS_TABLE',
  'CUSTOMER_SEARCH_TABLE',
  'CUSTOMER_PRODUCT_TABLE',
  'COUNTED_PURCHASES_TABLE',
  'PRODUCT_REPLICA_TABLE',
  'IDEMPOTENCY_TABLE',
  'COUNTERS_TABLE',
);

/** The search index of customers. */
const customerSearch = /* @__PURE__ */ new SearchIndex(CUSTOMER_SEARCH_TABLE, searchableCustomers);

/** The number of customers. */
export const customerCount = /* @__PURE__ */ new Counter(documentClient, COUNTERS_TABLE, 'customers');

/** Customers ranked by units bought. */
export const topCustomers = /* @__PURE__ */ new Ranking(documentClient, COUNTERS_TABLE, 'customer');

/** Remembered answers by idempotency key. */
export const idempotency = /* @__PURE__ */ new IdempotencyTable(documentClient, IDEMPOTENCY_TABLE);

/** Customers. */
export const customers = /* @__PURE__ */ new AggregateTable<Customer, RemovedCustomer>(documentClient, {
  table: CUSTOMERS_TABLE,
  key: 'customerId',
  schema: storedCustomerSchema,
  noun: 'customer',
  alongside: (before, after, id) => [
    ...customerSearch.writes(before, after),
    ...customerCount.census(id, before, after),
    ...(after === undefined ? [idempotency.erase(id)] : []),
  ],
});

/** Which products each customer bought. */
export const customerProduct = /* @__PURE__ */ new PurchaseProjection(
  documentClient,
  {
    pairs: CUSTOMER_PRODUCT_TABLE,
    marks: COUNTED_PURCHASES_TABLE,
    ranking: topCustomers,
  },
  { owner: 'customerId', listed: 'productId' },
);

/** Customers by what they bought. */
export const customersWhoBought = /* @__PURE__ */ new Segments(documentClient, CUSTOMER_PRODUCT_TABLE, {
  owner: 'customerId',
  listed: 'productId',
});

/** Local copies of products, built from Catalog's events. */
export const productReplica = /* @__PURE__ */ new ReplicaTable(
  documentClient,
  PRODUCT_REPLICA_TABLE,
  productReplicaSchema,
);

/** Lists of the products that a customer bought. */
export const boughtProducts = /* @__PURE__ */ new PairPages(customerProduct, productReplica, 'productId');
