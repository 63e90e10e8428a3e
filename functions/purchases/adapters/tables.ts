import { environment } from '../../../shared/config/environment.ts';
import { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { IdempotencyTable } from '../../../shared/idempotency/idempotency-table.ts';
import { ReplicaTable } from '../../../shared/replicas/replica-table.ts';
import { customerReplicaSchema, productReplicaSchema } from '../../../shared/replicas/replicas.ts';
import { purchaseCounts } from '../domain/day-count.ts';
import { type Purchase, storedPurchaseSchema } from '../domain/purchase.ts';
import { indexKeys } from '../domain/purchase-list.ts';
import { DayCounts } from './day-counts.ts';
import { PendingPurchases } from './pending-purchases.ts';
import { PurchaseHistory } from './purchase-history.ts';
import { PurchaseIndexes } from './purchase-indexes.ts';
import { Settlement } from './settlement.ts';

const {
  PURCHASES_TABLE,
  CUSTOMER_REPLICA_TABLE,
  PRODUCT_REPLICA_TABLE,
  IDEMPOTENCY_TABLE,
  COUNTERS_TABLE,
  PURCHASE_HISTORY_TABLE,
} = environment(
  'PURCHASES_TABLE',
  'CUSTOMER_REPLICA_TABLE',
  'PRODUCT_REPLICA_TABLE',
  'IDEMPOTENCY_TABLE',
  'COUNTERS_TABLE',
  'PURCHASE_HISTORY_TABLE',
);

/** The purchases made on each day, counted by status. */
export const dayCounts = /* @__PURE__ */ new DayCounts(documentClient, COUNTERS_TABLE);

/** Purchases. */
export const purchases = /* @__PURE__ */ new AggregateTable<Purchase>(documentClient, {
  table: PURCHASES_TABLE,
  key: 'purchaseId',
  schema: storedPurchaseSchema,
  noun: 'purchase',
  alongside: (before, after) => (after === undefined ? [] : dayCounts.writes([{ before, after }])),
  countsAs: purchaseCounts,
  indexed: indexKeys,
});

/** Settles purchases. */
export const settlement = /* @__PURE__ */ new Settlement(documentClient, purchases, dayCounts);

/** Lists of purchases, newest first. */
export const purchaseIndexes = /* @__PURE__ */ new PurchaseIndexes(
  documentClient,
  PURCHASES_TABLE,
  purchases,
);

/** Purchases that stay pending because an event was lost. */
export const pendingPurchases = /* @__PURE__ */ new PendingPurchases(documentClient, PURCHASES_TABLE);

/** Local copies of customers, built from Customer's events. */
export const customerReplica = /* @__PURE__ */ new ReplicaTable(
  documentClient,
  CUSTOMER_REPLICA_TABLE,
  customerReplicaSchema,
);

/** Local copies of products, built from Catalog's events. */
export const productReplica = /* @__PURE__ */ new ReplicaTable(
  documentClient,
  PRODUCT_REPLICA_TABLE,
  productReplicaSchema,
);

/** Remembered answers by idempotency key. */
export const idempotency = /* @__PURE__ */ new IdempotencyTable(documentClient, IDEMPOTENCY_TABLE);

/** The history of each purchase. */
export const history = /* @__PURE__ */ new PurchaseHistory(documentClient, PURCHASE_HISTORY_TABLE);
