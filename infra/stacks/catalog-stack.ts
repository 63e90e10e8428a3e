import type { Construct } from 'constructs';
import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../../contracts/customer/events.ts';
import { PurchaseCancelled, PurchaseCompleted, PurchaseRequested } from '../../contracts/purchases/events.ts';
import { RECENCY_INDEX } from '../../shared/projections/pair-table.ts';
import { ServiceStack, type ServiceStackProps } from './service-stack.ts';

/** Catalog: products with their stock, and which product was bought by which customer. */
export class CatalogStack extends ServiceStack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, 'catalog', props);

    const products = this.table('Products', { partitionKey: 'productId', stream: true });
    const search = this.table('ProductSearch', { partitionKey: 'term', sortKey: 'position' });
    const reservations = this.table('Reservations', { partitionKey: 'purchaseId', stream: true });
    const buyers = this.table('ProductCustomer', {
      partitionKey: 'productId',
      sortKey: 'customerId',
      indexes: { [RECENCY_INDEX]: { partitionKey: 'productId', sortKey: 'recency' } },
    });
    const counted = this.table('CountedPurchases', { partitionKey: 'pair', sortKey: 'purchaseId' });
    const customers = this.table('CustomerReplica', { partitionKey: 'id' });
    const answers = this.table('Idempotency', { partitionKey: 'key', expiresAt: 'expiresAt' });
    const counters = this.rankedCounterTable();

    this.endpoint('CreateProduct', 'POST /products', [
      [products, 'PutItem'],
      [search, 'PutItem'],
      [counters, 'UpdateItem'],
      [answers, 'GetItem', 'PutItem'],
    ]);
    this.endpoint('SearchProducts', 'GET /products', [
      [products, 'BatchGetItem'],
      [search, 'Query'],
      [buyers, 'Query'],
      [customers, 'BatchGetItem'],
    ]);
    this.endpoint('GetProduct', 'GET /products/{productId}', [[products, 'GetItem']]);
    this.endpoint('ModifyProduct', 'PATCH /products/{productId}', [
      [products, 'GetItem', 'PutItem'],
      [search, 'PutItem', 'DeleteItem'],
    ]);
    this.endpoint('RemoveProduct', 'DELETE /products/{productId}', [
      [products, 'GetItem', 'PutItem'],
      [search, 'DeleteItem'],
      [counters, 'UpdateItem'],
    ]);
    this.endpoint('AdjustStock', 'POST /products/{productId}/stock-adjustments', [
      [products, 'GetItem', 'PutItem'],
      [search, 'PutItem', 'DeleteItem'],
      [answers, 'GetItem', 'PutItem'],
    ]);
    this.endpoint('ListProductCustomers', 'GET /products/{productId}/customers', [
      [products, 'GetItem'],
      [buyers, 'Query'],
      [customers, 'BatchGetItem'],
    ]);

    this.endpoint('GetProductStatistics', 'GET /statistics/products', [
      [counters, 'BatchGetItem', 'Query'],
      [products, 'BatchGetItem'],
    ]);

    this.publisher('PublishCatalogEvents', [products, reservations]);
    this.consumer(
      'ReserveStock',
      'Sets stock aside for purchases.',
      [PurchaseRequested],
      [
        [products, 'GetItem', 'PutItem'],
        [search, 'PutItem', 'DeleteItem'],
        [reservations, 'GetItem', 'PutItem'],
      ],
    );
    this.consumer(
      'ReleaseStock',
      'Gives the stock of cancelled purchases back.',
      [PurchaseCancelled],
      [
        [products, 'GetItem', 'PutItem'],
        [search, 'PutItem', 'DeleteItem'],
        [reservations, 'GetItem', 'PutItem'],
      ],
    );
    this.consumer(
      'ReplicateCustomers',
      'Keeps what Catalog knows of customers.',
      [CustomerAdded, CustomerUpdated, CustomerRemoved],
      [[customers, 'PutItem']],
    );
    this.consumer(
      'ProjectPurchases',
      'Counts who bought each product.',
      [PurchaseCompleted, PurchaseCancelled],
      [
        [buyers, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
        [counted, 'GetItem', 'PutItem', 'Query'],
        [counters, 'UpdateItem'],
      ],
    );
  }
}
