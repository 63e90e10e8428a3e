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
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Purchases: what was bought, and which customers and products there are to buy. */
export class PurchasesStack extends ServiceStack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'purchases', props);

    // An index has what its lists are filtered by; the purchases themselves are read from the table.
    const list = { sortKey: 'purchaseId', attributes: ['customerId', 'productId', 'status'] } as const;
    const purchases = this.table('Purchases', {
      partitionKey: 'purchaseId',
      stream: true,
      indexes: {
        'by-customer': { partitionKey: 'customerId', ...list },
        'by-product': { partitionKey: 'productId', ...list },
        'by-status': { partitionKey: 'statusShard', ...list },
        // Nothing that changes: a row is written once and never moves.
        'by-time': { partitionKey: 'shard', sortKey: 'purchaseId', attributes: [] },
      },
    });
    const customers = this.table('CustomerReplica', { partitionKey: 'id' });
    const products = this.table('ProductReplica', { partitionKey: 'id' });
    const answers = this.table('Idempotency', { partitionKey: 'key', expiresAt: 'expiresAt' });
    const counters = this.table('Counters', { partitionKey: 'counter' });
    const history = this.table('PurchaseHistory', { partitionKey: 'purchaseId', sortKey: 'step' });

    this.endpoint('RequestPurchase', 'POST /purchases', [
      [purchases, 'PutItem'],
      [customers, 'GetItem'],
      [products, 'GetItem'],
      [answers, 'GetItem', 'PutItem'],
    ]);
    this.endpoint('ListPurchases', 'GET /purchases', [[purchases, 'Query', 'BatchGetItem']]);
    this.endpoint('GetPurchase', 'GET /purchases/{purchaseId}', [[purchases, 'GetItem']]);
    this.endpoint('CancelPurchase', 'POST /purchases/{purchaseId}/cancellation', [
      [purchases, 'GetItem', 'PutItem'],
      [answers, 'GetItem', 'PutItem'],
    ]);

    this.endpoint('GetPurchaseStatistics', 'GET /statistics/purchases', [[counters, 'BatchGetItem']]);
    this.endpoint('ListPurchaseHistory', 'GET /purchases/{purchaseId}/history', [
      [purchases, 'GetItem'],
      [history, 'Query'],
    ]);

    this.publisher('PublishPurchaseEvents', [purchases]);
    this.consumer(
      'SettlePurchases',
      'Completes or rejects purchases.',
      [StockReserved, StockRejected],
      [[purchases, 'GetItem', 'PutItem']],
    );
    this.consumer(
      'ReplicateCustomers',
      'Keeps what Purchases knows of customers.',
      [CustomerAdded, CustomerUpdated, CustomerRemoved],
      [[customers, 'PutItem']],
    );
    this.consumer(
      'ReplicateProducts',
      'Keeps what Purchases knows of products.',
      [ProductAdded, ProductModified, ProductRemoved],
      [[products, 'PutItem']],
    );
    this.scheduled(
      'ReportPendingPurchases',
      'Measures the age of the oldest pending purchase.',
      Duration.minutes(5),
      [[purchases, 'Query']],
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
      [
        [history, 'PutItem'],
        [counters, 'UpdateItem'],
      ],
    );
  }
}
