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
import { customerReplicaSchema } from '../../../shared/replicas/replicas.ts';
import { SearchIndex } from '../../../shared/search/search-index.ts';
import {
  type Product,
  type RemovedProduct,
  removedProductSchema,
  storedProductSchema,
} from '../domain/product.ts';
import { searchableProducts } from '../domain/product-search.ts';
import { type Reservation, storedReservationSchema } from '../domain/reservation.ts';
import { JointBuyers } from './joint-buyers.ts';
import { Skus } from './skus.ts';
import { Stock } from './stock.ts';
import { StockHistory } from './stock-history.ts';

const {
  PRODUCTS_TABLE,
  PRODUCT_SEARCH_TABLE,
  PRODUCT_SKUS_TABLE,
  RESERVATIONS_TABLE,
  PRODUCT_CUSTOMER_TABLE,
  COUNTED_PURCHASES_TABLE,
  CUSTOMER_REPLICA_TABLE,
  IDEMPOTENCY_TABLE,
  COUNTERS_TABLE,
  STOCK_HISTORY_TABLE,
} = environment(
  'PRODUCTS_TABLE',
  'PRODUCT_SEARCH_TABLE',
  'PRODUCT_SKUS_TABLE',
  'RESERVATIONS_TABLE',
  'PRODUCT_CUSTOMER_TABLE',
  'COUNTED_PURCHASES_TABLE',
  'CUSTOMER_REPLICA_TABLE',
  'IDEMPOTENCY_TABLE',
  'COUNTERS_TABLE',
  'STOCK_HISTORY_TABLE',
);

/** The search index of products. */
const productSearch = /* @__PURE__ */ new SearchIndex(PRODUCT_SEARCH_TABLE, searchableProducts);

/** Which product has which SKU. */
const skus = /* @__PURE__ */ new Skus(PRODUCT_SKUS_TABLE);

/** The number of products. */
export const productCount = /* @__PURE__ */ new Counter(documentClient, COUNTERS_TABLE, 'products');

/** Products ranked by units sold. */
export const topProducts = /* @__PURE__ */ new Ranking(documentClient, COUNTERS_TABLE, 'product');

/** Products and their stock. */
export const products = /* @__PURE__ */ new AggregateTable<Product, RemovedProduct>(documentClient, {
  table: PRODUCTS_TABLE,
  key: 'productId',
  schema: storedProductSchema,
  removed: removedProductSchema,
  noun: 'product',
  alongside: (before, after, id) => [
    ...skus.writes(before, after),
    ...productSearch.writes(before, after),
    ...productCount.census(id, before, after),
  ],
});

/** The reservations of stock, one per purchase. */
export const reservations = /* @__PURE__ */ new AggregateTable<Reservation>(documentClient, {
  table: RESERVATIONS_TABLE,
  key: 'purchaseId',
  schema: storedReservationSchema,
  noun: 'reservation',
});

/** Stock reserved for purchases. */
export const stock = /* @__PURE__ */ new Stock(documentClient, products, reservations);

/** The stock history of products. */
export const stockHistory = /* @__PURE__ */ new StockHistory(documentClient, STOCK_HISTORY_TABLE);

/** Which customers bought which product. */
export const productCustomer = /* @__PURE__ */ new PurchaseProjection(
  documentClient,
  {
    pairs: PRODUCT_CUSTOMER_TABLE,
    marks: COUNTED_PURCHASES_TABLE,
    ranking: topProducts,
  },
  { owner: 'productId', listed: 'customerId' },
);

/** Products by who bought them. */
export const productsBoughtBy = /* @__PURE__ */ new Segments(documentClient, PRODUCT_CUSTOMER_TABLE, {
  owner: 'productId',
  listed: 'customerId',
});

/** Local copies of customers, built from Customer's events. */
export const customerReplica = /* @__PURE__ */ new ReplicaTable(
  documentClient,
  CUSTOMER_REPLICA_TABLE,
  customerReplicaSchema,
);

/** Buyers of several products together. */
export const jointBuyers = /* @__PURE__ */ new JointBuyers(
  documentClient,
  PRODUCT_CUSTOMER_TABLE,
  customerReplica,
);

/** Lists of the customers who bought a product. */
export const buyers = /* @__PURE__ */ new PairPages(productCustomer, customerReplica, 'customerId');

/** Remembered answers by idempotency key. */
export const idempotency = /* @__PURE__ */ new IdempotencyTable(documentClient, IDEMPOTENCY_TABLE);
