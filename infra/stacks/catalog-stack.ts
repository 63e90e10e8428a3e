import type { Construct } from 'constructs';
import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../../contracts/customer/events.ts';
import { PurchaseCancelled, PurchaseCompleted, PurchaseRequested } from '../../contracts/purchases/events.ts';
import { AggregateStore } from '../constructs/stores/aggregate-store.ts';
import { CounterStore } from '../constructs/stores/counter-store.ts';
import { IdempotencyStore } from '../constructs/stores/idempotency-store.ts';
import { PurchaseProjectionStore } from '../constructs/stores/purchase-projection-store.ts';
import { ReplicaStore } from '../constructs/stores/replica-store.ts';
import { SearchIndexStore } from '../constructs/stores/search-index-store.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Catalog: products with their stock, and which product was bought by which customer. */
export class CatalogStack extends ServiceStack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'catalog', props);

    const customers = new ReplicaStore(this, 'CustomerReplica');
    const answers = new IdempotencyStore(this, 'Idempotency');
    const counters = new CounterStore(this, 'Counters', { ranked: true });
    const search = new SearchIndexStore(this, 'ProductSearch');
    const products = new AggregateStore(this, 'Products', { key: 'productId', search, counters });
    const reservations = new AggregateStore(this, 'Reservations', { key: 'purchaseId' });
    const buyers = new PurchaseProjectionStore(this, 'ProductCustomer', {
      owner: 'productId',
      listed: 'customerId',
      names: customers,
      ranking: counters,
    });

    this.endpoint('CreateProduct', 'POST /products', [products.create, answers.remember]);
    this.endpoint('SearchProducts', 'GET /products', [products.search, buyers.list]);
    this.endpoint('GetProduct', 'GET /products/{productId}', [products.read]);
    this.endpoint('ModifyProduct', 'PATCH /products/{productId}', [products.change]);
    this.endpoint('RemoveProduct', 'DELETE /products/{productId}', [products.remove]);
    this.endpoint('AdjustStock', 'POST /products/{productId}/stock-adjustments', [
      products.change,
      answers.remember,
    ]);
    this.endpoint('ListProductCustomers', 'GET /products/{productId}/customers', [
      products.read,
      buyers.list,
    ]);
    this.endpoint('GetProductStatistics', 'GET /statistics/products', [counters.read, products.readMany]);

    this.publisher('PublishCatalogEvents', [products, reservations]);

    this.consumer(
      'ReserveStock',
      'Sets stock aside for purchases.',
      [PurchaseRequested],
      [products.change, reservations.change],
    );
    this.consumer(
      'ReleaseStock',
      'Gives the stock of cancelled purchases back.',
      [PurchaseCancelled],
      [products.change, reservations.change],
    );
    this.consumer(
      'ReplicateCustomers',
      'Keeps what Catalog knows of customers.',
      [CustomerAdded, CustomerUpdated, CustomerRemoved],
      [customers.replicate],
    );
    this.consumer(
      'ProjectPurchases',
      'Counts who bought each product.',
      [PurchaseCompleted, PurchaseCancelled],
      [buyers.project],
    );
  }
}
