import type { Construct } from 'constructs';
import * as consumers from '../../contracts/consumers/customer.ts';
import * as routes from '../../contracts/customer/routes.ts';
import { UNHURRIED } from '../constructs/event-consumer.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { AggregateStore } from '../constructs/stores/aggregate-store.ts';
import { CounterStore } from '../constructs/stores/counter-store.ts';
import { IdempotencyStore } from '../constructs/stores/idempotency-store.ts';
import { PurchaseProjectionStore } from '../constructs/stores/purchase-projection-store.ts';
import { ReplicaStore } from '../constructs/stores/replica-store.ts';
import { SearchIndexStore } from '../constructs/stores/search-index-store.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Customer: customers, and which customer bought which product. */
export class CustomerStack extends ServiceStack {
  readonly disclosing: ServiceFunction;

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

    this.endpoints(routes, {
      CreateCustomer: [customers.create, answers.remember],
      SearchCustomers: [customers.search, counters.list, bought.list, bought.segment],
      GetCustomer: [customers.read],
      UpdateCustomer: [customers.change],
      RemoveCustomer: [customers.remove],
      ListCustomerProducts: [customers.read, bought.list],
      GetCustomerTotals: [customers.read, counters.one],
      GetCustomerStatistics: [counters.read, customers.readMany],
    });

    this.disclosing = this.disclosure([customers.read, bought.read, answers.disclose]);

    this.publisher('PublishCustomerEvents', [customers]);
    this.indexer('IndexCustomers', customers, [search.follow]);

    this.eventConsumers(
      consumers,
      {
        ReplicateProducts: [products.replicate],
        ProjectPurchases: [bought.project],
      },
      { ProjectPurchases: UNHURRIED },
    );
  }
}
