import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import * as consumers from '../../contracts/consumers/purchases.ts';
import * as routes from '../../contracts/purchases/routes.ts';
import { TOGETHER } from '../constructs/event-consumer.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { AggregateStore } from '../constructs/stores/aggregate-store.ts';
import { CounterStore } from '../constructs/stores/counter-store.ts';
import { HistoryStore } from '../constructs/stores/history-store.ts';
import { IdempotencyStore } from '../constructs/stores/idempotency-store.ts';
import { ReplicaStore } from '../constructs/stores/replica-store.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Purchases: the purchases, and which customers and products exist. */
export class PurchasesStack extends ServiceStack {
  readonly disclosing: ServiceFunction;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'purchases', props);

    const customers = new ReplicaStore(this, 'CustomerReplica');
    const products = new ReplicaStore(this, 'ProductReplica');
    const answers = new IdempotencyStore(this, 'Idempotency');
    const counters = new CounterStore(this, 'Counters', { series: true });
    const history = new HistoryStore(this, 'PurchaseHistory');
    // An index has what its lists are filtered by and what never changes: a row that changes would be written again.
    const list = { sortKey: 'purchaseId', attributes: ['productId'] } as const;
    const purchases = new AggregateStore(this, 'Purchases', {
      key: 'purchaseId',
      indexes: {
        'by-customer': { partitionKey: 'customerId', ...list },
        'by-product': { partitionKey: 'productId', ...list },
        // Purchases that are not completed. A row moves with its status.
        'by-status': {
          partitionKey: 'statusShard',
          sortKey: 'purchaseId',
          attributes: ['productId', 'status'],
        },
        'by-time': { partitionKey: 'shard', sortKey: 'purchaseId', attributes: [] },
      },
    });

    this.endpoints(routes, {
      RequestPurchase: [purchases.create, customers.read, products.read, answers.remember],
      ImportPurchases: [purchases.create, customers.readMany, products.readMany, answers.remember],
      ListPurchases: [purchases.readIndexes, purchases.readMany],
      GetPurchase: [purchases.read],
      CancelPurchase: [purchases.change, counters.count, answers.remember],
      ReturnPurchase: [purchases.change, counters.count, history.record, answers.remember],
      GetPurchaseStatistics: [counters.read],
      ListPurchaseDays: [counters.list],
      ListPurchaseHistory: [purchases.read, history.read],
    });

    this.disclosing = this.disclosure([
      customers.read,
      purchases.readIndexes,
      purchases.readMany,
      history.read,
    ]);

    this.publisher('PublishPurchaseEvents', [purchases]);

    this.eventConsumers(
      consumers,
      {
        SettlePurchases: [purchases.changeMany, counters.count, history.record],
        ReplicateCustomers: [customers.replicate],
        ReplicateProducts: [products.replicate],
      },
      { SettlePurchases: TOGETHER },
    );
    this.scheduled(
      'ReportPendingPurchases',
      'Measures the age of the oldest pending purchase, and requests those again that are stuck.',
      Duration.minutes(1),
      [purchases.readIndexes, purchases.readMany, purchases.touch],
    );
  }
}
