import type { Construct } from 'constructs';
import { ProductAdded, ProductModified, ProductRemoved } from '../../contracts/catalog/events.ts';
import { PurchaseCancelled, PurchaseCompleted } from '../../contracts/purchases/events.ts';
import { AggregateStore } from '../constructs/stores/aggregate-store.ts';
import { CounterStore } from '../constructs/stores/counter-store.ts';
import { IdempotencyStore } from '../constructs/stores/idempotency-store.ts';
import { PurchaseProjectionStore } from '../constructs/stores/purchase-projection-store.ts';
import { ReplicaStore } from '../constructs/stores/replica-store.ts';
import { SearchIndexStore } from '../constructs/stores/search-index-store.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Customer: customers, and which customer bought which product. */
export class CustomerStack extends ServiceStack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'customer', props);

    const products = new ReplicaStore(this, 'ProductReplica');
    const answers = new IdempotencyStore(this, 'Idempotency');
    const counters = new CounterStore(this, 'Counters', { ranked: true });
    const search = new SearchIndexStore(this, 'CustomerSearch');
    const customers = new AggregateStore(this, 'Customers', {
      key: 'customerId',
      search,
      counters,
      personalAnswers: answers,
    });
    const bought = new PurchaseProjectionStore(this, 'CustomerProduct', {
      owner: 'customerId',
      listed: 'productId',
      names: products,
      ranking: counters,
    });

    this.endpoint('CreateCustomer', 'POST /customers', [customers.create, answers.remember]);
    this.endpoint('SearchCustomers', 'GET /customers', [customers.search, bought.list]);
    this.endpoint('GetCustomer', 'GET /customers/{customerId}', [customers.read]);
    this.endpoint('UpdateCustomer', 'PATCH /customers/{customerId}', [customers.change]);
    this.endpoint('RemoveCustomer', 'DELETE /customers/{customerId}', [customers.remove]);
    this.endpoint('ListCustomerProducts', 'GET /customers/{customerId}/products', [
      customers.read,
      bought.list,
    ]);
    this.endpoint('GetCustomerStatistics', 'GET /statistics/customers', [counters.read, customers.readMany]);

    this.publisher('PublishCustomerEvents', [customers]);

    this.consumer(
      'ReplicateProducts',
      'Keeps what Customer knows of products.',
      [ProductAdded, ProductModified, ProductRemoved],
      [products.replicate],
    );
    this.consumer(
      'ProjectPurchases',
      'Counts what each customer bought.',
      [PurchaseCompleted, PurchaseCancelled],
      [bought.project],
    );
  }
}
