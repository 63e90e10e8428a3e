import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  ProductAdded,
  ProductModified,
  ProductRemoved,
  StockRejected,
  StockReserved,
} from '../../contracts/catalog/events.ts';
import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../../contracts/customer/events.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseRejected,
  PurchaseRequested,
} from '../../contracts/purchases/events.ts';
import { AggregateStore } from '../constructs/stores/aggregate-store.ts';
import { CounterStore } from '../constructs/stores/counter-store.ts';
import { HistoryStore } from '../constructs/stores/history-store.ts';
import { IdempotencyStore } from '../constructs/stores/idempotency-store.ts';
import { ReplicaStore } from '../constructs/stores/replica-store.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Purchases: what was bought, and which customers and products there are to buy. */
export class PurchasesStack extends ServiceStack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'purchases', props);

    const customers = new ReplicaStore(this, 'CustomerReplica');
    const products = new ReplicaStore(this, 'ProductReplica');
    const answers = new IdempotencyStore(this, 'Idempotency');
    const counters = new CounterStore(this, 'Counters');
    const history = new HistoryStore(this, 'PurchaseHistory');
    // An index has what its lists are filtered by; the purchases themselves are read from the table.
    const list = { sortKey: 'purchaseId', attributes: ['customerId', 'productId', 'status'] } as const;
    const purchases = new AggregateStore(this, 'Purchases', {
      key: 'purchaseId',
      indexes: {
        'by-customer': { partitionKey: 'customerId', ...list },
        'by-product': { partitionKey: 'productId', ...list },
        'by-status': { partitionKey: 'statusShard', ...list },
        // Nothing that changes: a row is written once and never moves.
        'by-time': { partitionKey: 'shard', sortKey: 'purchaseId', attributes: [] },
      },
    });

    this.endpoint('RequestPurchase', 'POST /purchases', [
      purchases.create,
      customers.read,
      products.read,
      answers.remember,
    ]);
    this.endpoint('ListPurchases', 'GET /purchases', [purchases.readIndexes, purchases.readMany]);
    this.endpoint('GetPurchase', 'GET /purchases/{purchaseId}', [purchases.read]);
    this.endpoint('CancelPurchase', 'POST /purchases/{purchaseId}/cancellation', [
      purchases.change,
      answers.remember,
    ]);
    this.endpoint('GetPurchaseStatistics', 'GET /statistics/purchases', [counters.read]);
    this.endpoint('ListPurchaseHistory', 'GET /purchases/{purchaseId}/history', [
      purchases.read,
      history.read,
    ]);

    this.publisher('PublishPurchaseEvents', [purchases]);

    this.consumer(
      'SettlePurchases',
      'Completes or rejects purchases.',
      [StockReserved, StockRejected],
      [purchases.change],
    );
    this.consumer(
      'ReplicateCustomers',
      'Keeps what Purchases knows of customers.',
      [CustomerAdded, CustomerUpdated, CustomerRemoved],
      [customers.replicate],
    );
    this.consumer(
      'ReplicateProducts',
      'Keeps what Purchases knows of products.',
      [ProductAdded, ProductModified, ProductRemoved],
      [products.replicate],
    );
    this.consumer(
      'RecordHistory',
      'Keeps what happened to each purchase, and counts the purchases of a day.',
      [
        PurchaseRequested,
        PurchaseCompleted,
        PurchaseRejected,
        PurchaseCancelled,
        StockReserved,
        StockRejected,
      ],
      [history.record, counters.count],
    );

    this.scheduled(
      'ReportPendingPurchases',
      'Measures the age of the oldest pending purchase.',
      Duration.minutes(5),
      [purchases.readIndexes],
    );
  }
}
