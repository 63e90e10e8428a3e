import type { Construct } from 'constructs';
import * as routes from '../../contracts/catalog/routes.ts';
import * as consumers from '../../contracts/consumers/catalog.ts';
import { TOGETHER, UNHURRIED } from '../constructs/event-consumer.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { AggregateStore } from '../constructs/stores/aggregate-store.ts';
import { CounterStore } from '../constructs/stores/counter-store.ts';
import { IdempotencyStore } from '../constructs/stores/idempotency-store.ts';
import { PurchaseProjectionStore } from '../constructs/stores/purchase-projection-store.ts';
import { ReplicaStore } from '../constructs/stores/replica-store.ts';
import { SearchIndexStore } from '../constructs/stores/search-index-store.ts';
import { SkuStore } from '../constructs/stores/sku-store.ts';
import { StockHistoryStore } from '../constructs/stores/stock-history-store.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Catalog: products with their stock, and which product was bought by which customer. */
export class CatalogStack extends ServiceStack {
  readonly disclosing: ServiceFunction;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'catalog', props);

    const customers = new ReplicaStore(this, 'CustomerReplica');
    const answers = new IdempotencyStore(this, 'Idempotency');
    const counters = new CounterStore(this, 'Counters', { ranked: true });
    const skus = new SkuStore(this, 'ProductSkus');
    const search = new SearchIndexStore(this, 'ProductSearch');
    const products = new AggregateStore(this, 'Products', { key: 'productId', search, counters });
    const history = new StockHistoryStore(this, 'StockHistory');
    const reservations = new AggregateStore(this, 'Reservations', { key: 'purchaseId' });
    const buyers = new PurchaseProjectionStore(this, 'ProductCustomer', {
      owner: 'productId',
      listed: 'customerId',
      names: customers,
      ranking: counters,
    });

    this.endpoints(routes, {
      CreateProduct: [products.create, skus.take, answers.remember],
      SearchProducts: [products.search, counters.list, buyers.list, buyers.segment],
      ListBuyers: [products.search, buyers.segment, buyers.listed],
      GetProduct: [products.read],
      ModifyProduct: [products.change, skus.take],
      RemoveProduct: [products.remove, skus.take],
      RestoreProduct: [products.restore, skus.take, answers.remember],
      AdjustStock: [products.change, answers.remember],
      ListStockChanges: [products.read, history.read],
      ListProductCustomers: [products.read, buyers.list],
      GetProductTotals: [products.read, counters.one],
      GetProductStatistics: [counters.read, products.readMany],
    });

    this.disclosing = this.disclosure([customers.read, buyers.read, reservations.readMany]);

    this.publisher('PublishCatalogEvents', [products, reservations]);
    this.indexer('IndexProducts', products, [search.followRestless, history.record]);

    this.eventConsumers(
      consumers,
      {
        ReserveStock: [products.change, products.readMany, reservations.change, reservations.readMany],
        ReleaseStock: [products.change, reservations.change, reservations.readMany],
        ReplicateCustomers: [customers.replicate],
        ProjectPurchases: [buyers.project],
      },
      { ReserveStock: TOGETHER, ReleaseStock: TOGETHER, ProjectPurchases: UNHURRIED },
    );
  }
}
