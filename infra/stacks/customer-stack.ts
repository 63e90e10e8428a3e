import type { Construct } from 'constructs';
import { ProductAdded, ProductModified, ProductRemoved } from '../../contracts/catalog/events.ts';
import { PurchaseCancelled, PurchaseCompleted } from '../../contracts/purchases/events.ts';
import { RECENCY_INDEX } from '../../shared/projections/pair-table.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Customer: customers, and which customer bought which product. */
export class CustomerStack extends ServiceStack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'customer', props);

    const customers = this.table('Customers', { partitionKey: 'customerId', stream: true });
    const search = this.table('CustomerSearch', { partitionKey: 'term', sortKey: 'position' });
    const bought = this.table('CustomerProduct', {
      partitionKey: 'customerId',
      sortKey: 'productId',
      indexes: { [RECENCY_INDEX]: { partitionKey: 'customerId', sortKey: 'recency' } },
    });
    const counted = this.table('CountedPurchases', { partitionKey: 'pair', sortKey: 'purchaseId' });
    const products = this.table('ProductReplica', { partitionKey: 'id' });
    const answers = this.table('Idempotency', { partitionKey: 'key', expiresAt: 'expiresAt' });
    const counters = this.rankedCounterTable();

    this.endpoint('CreateCustomer', 'POST /customers', [
      [customers, 'PutItem'],
      [search, 'PutItem'],
      [counters, 'UpdateItem'],
      [answers, 'GetItem', 'PutItem'],
    ]);
    this.endpoint('SearchCustomers', 'GET /customers', [
      [customers, 'BatchGetItem'],
      [search, 'Query'],
      [bought, 'Query'],
      [products, 'BatchGetItem'],
    ]);
    this.endpoint('GetCustomer', 'GET /customers/{customerId}', [[customers, 'GetItem']]);
    this.endpoint('UpdateCustomer', 'PATCH /customers/{customerId}', [
      [customers, 'GetItem', 'PutItem'],
      [search, 'PutItem', 'DeleteItem'],
    ]);
    this.endpoint('RemoveCustomer', 'DELETE /customers/{customerId}', [
      [customers, 'GetItem', 'PutItem'],
      [search, 'DeleteItem'],
      [counters, 'UpdateItem'],
      [answers, 'DeleteItem'],
    ]);
    this.endpoint('ListCustomerProducts', 'GET /customers/{customerId}/products', [
      [customers, 'GetItem'],
      [bought, 'Query'],
      [products, 'BatchGetItem'],
    ]);

    this.endpoint('GetCustomerStatistics', 'GET /statistics/customers', [
      [counters, 'BatchGetItem', 'Query'],
      [customers, 'BatchGetItem'],
    ]);

    this.publisher('PublishCustomerEvents', [customers]);
    this.consumer(
      'ReplicateProducts',
      'Keeps what Customer knows of products.',
      [ProductAdded, ProductModified, ProductRemoved],
      [[products, 'PutItem']],
    );
    this.consumer(
      'ProjectPurchases',
      'Counts what each customer bought.',
      [PurchaseCompleted, PurchaseCancelled],
      [
        [bought, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
        [counted, 'GetItem', 'PutItem', 'Query'],
        [counters, 'UpdateItem'],
      ],
    );
  }
}
