import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { Skus } from '../../../functions/catalog/adapters/skus.ts';
import type { Product } from '../../../functions/catalog/domain/product.ts';
import { addProduct, storedProductSchema } from '../../../functions/catalog/domain/product.ts';
import { searchableProducts } from '../../../functions/catalog/domain/product-search.ts';
import {
  addCustomer,
  type Customer,
  type RemovedCustomer,
  removeCustomer,
  storedCustomerSchema,
  updateCustomer,
} from '../../../functions/customer/domain/customer.ts';
import { searchableCustomers } from '../../../functions/customer/domain/customer-search.ts';
import { DayCounts } from '../../../functions/purchases/adapters/day-counts.ts';
import { purchaseCounts } from '../../../functions/purchases/domain/day-count.ts';
import {
  cancelPurchase,
  type Purchase,
  requestPurchase,
  returnUnits,
  settlePurchase,
  storedPurchaseSchema,
  timeOfPurchase,
} from '../../../functions/purchases/domain/purchase.ts';
import { eventsOfPurchase } from '../../../functions/purchases/domain/purchase-events.ts';
import { indexKeys } from '../../../functions/purchases/domain/purchase-list.ts';
import { createTables } from '../../../local/services/dynamodb/create-tables.ts';
import { loadSystem } from '../../../local/template/load-system.ts';
import { Counter } from '../../../shared/counters/counter.ts';
import { Ranking } from '../../../shared/counters/ranking.ts';
import { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { GuardFailed } from '../../../shared/dynamodb/commit.ts';
import { translation } from '../../../shared/dynamodb/translation.ts';
import { PurchaseProjection } from '../../../shared/projections/purchase-projection.ts';
import { Refusal } from '../../../shared/refusals/refusal.ts';
import { ReplicaTable } from '../../../shared/replicas/replica-table.ts';
import {
  type CustomerReplica,
  customerReplicaSchema,
  type ProductReplica,
  productReplicaSchema,
} from '../../../shared/replicas/replicas.ts';
import { withinMs } from '../../../shared/retries/time-budget.ts';
import { searchIndexer } from '../../../shared/search/indexer.ts';
import { SearchIndex } from '../../../shared/search/search-index.ts';
import { aCause, stored } from '../../../shared/testing/fixed.ts';
import { startTableEngine } from '../../../shared/testing/table-engine.ts';
import { type StreamFunction, TableStreams } from '../../../shared/testing/table-streams.ts';
import { newId } from '../../../shared/values/ids.ts';
import { keptUnitsOf } from '../../../shared/values/kept-units.ts';
import { purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import { findTables, type TableNames } from '../../running/find-tables.ts';

/** The tables of all services in one engine. */
export async function startTables() {
  const { tables } = loadSystem(inject('assemblyDir'));
  const engine = await startTableEngine();
  const dynamodb = new DynamoDBClient({
    region: 'eu-west-1',
    endpoint: engine.url,
    credentials: engine.credentials,
  });
  await createTables(dynamodb, tables);
  const client = DynamoDBDocumentClient.from(dynamodb, translation);
  const names = await findTables(dynamodb, 'Multidomain-');
  const streams = new TableStreams(engine);
  return {
    client,
    names,
    streams,
    close: async () => {
      client.destroy();
      streams.close();
      await engine.close();
    },
  };
}

type Tables = Awaited<ReturnType<typeof startTables>>;

type Task = () => Promise<void>;

/** The services with their own code, and their events in a queue that delivers them in any order, some twice. */
export class TestShop {
  readonly #client: DynamoDBDocumentClient;
  readonly #names: TableNames;
  readonly #random: (below: number) => number;
  readonly #events: Task[] = [];
  readonly #customers: AggregateTable<Customer, RemovedCustomer>;
  readonly #products: AggregateTable<Product>;
  readonly #purchases: AggregateTable<Purchase>;
  readonly #customerIds: string[] = [];
  readonly #productIds: string[] = [];
  readonly #purchaseIds: string[] = [];

  readonly #streams: TableStreams;
  /** What indexes the stream of each table. */
  readonly #indexers: Readonly<Record<string, StreamFunction>>;

  /** @param random a random number from 0, below another. */
  constructor(
    { client, names, streams }: Pick<Tables, 'client' | 'names' | 'streams'>,
    random: (below: number) => number,
  ) {
    this.#client = client;
    this.#names = names;
    this.#random = random;
    this.#streams = streams;
    this.#indexers = {
      [names('customer', 'Customers')]: searchIndexer({
        client,
        table: names('customer', 'CustomerSearch'),
        searchable: searchableCustomers,
        schema: storedCustomerSchema,
      }),
      [names('catalog', 'Products')]: searchIndexer({
        client,
        table: names('catalog', 'ProductSearch'),
        searchable: searchableProducts,
        schema: storedProductSchema,
      }),
    };
    const customerSearch = new SearchIndex(names('customer', 'CustomerSearch'), searchableCustomers);
    const customerCount = new Counter(client, names('customer', 'Counters'), 'customers');
    this.#customers = new AggregateTable<Customer, RemovedCustomer>(client, {
      table: names('customer', 'Customers'),
      key: 'customerId',
      schema: storedCustomerSchema,
      noun: 'customer',
      alongside: (before, after, id) => [
        ...customerSearch.writes(before, after),
        ...customerCount.census(id, before, after),
      ],
    });
    const productSearch = new SearchIndex(names('catalog', 'ProductSearch'), searchableProducts);
    const skus = new Skus(names('catalog', 'ProductSkus'));
    const productCount = new Counter(client, names('catalog', 'Counters'), 'products');
    this.#products = new AggregateTable<Product>(client, {
      table: names('catalog', 'Products'),
      key: 'productId',
      schema: storedProductSchema,
      noun: 'product',
      alongside: (before, after, id) => [
        ...skus.writes(before, after),
        ...productSearch.writes(before, after),
        ...productCount.census(id, before, after),
      ],
    });
    const days = new DayCounts(client, names('purchases', 'Counters'));
    this.#purchases = new AggregateTable<Purchase>(client, {
      table: names('purchases', 'Purchases'),
      key: 'purchaseId',
      schema: storedPurchaseSchema,
      noun: 'purchase',
      alongside: (before, after) => (after === undefined ? [] : days.writes([{ before, after }])),
      countsAs: purchaseCounts,
      indexed: indexKeys,
    });
  }

  /** Does something that may happen at any time. */
  async step(what: 'customers' | 'purchases'): Promise<void> {
    const steps =
      what === 'customers'
        ? [() => this.addCustomer(), () => this.changeCustomer(), () => this.removeCustomer()]
        : [
            () => this.buy(),
            () => this.giveBack(),
            () => this.cancel(),
            () => this.deliver(),
            () => this.deliver(),
          ];
    await (this.#random(4) === 0 ? this.deliver() : steps[this.#random(steps.length)]?.());
  }

  async addCustomer(): Promise<void> {
    const id = this.#newId();
    const person = {
      name: `Ada ${id.slice(-4)}`,
      email: 'ada@example.org',
      ...(this.#random(3) > 0 && { birthDate: '1990-06-15' }),
    };
    await this.#customers.add(addCustomer(id, person, now()), { cause: aCause });
    this.#customerIds.push(id);
    this.#publishCustomer(id, 1, { name: person.name });
  }

  async addProduct(): Promise<void> {
    const id = this.#newId();
    const price = { amount: 250, currency: 'EUR' };
    const product = { name: `Mug ${id.slice(-4)}`, sku: `M-${id}`, price, stock: 5 };
    await this.#products.add(addProduct(id, product, now()), { cause: aCause });
    this.#productIds.push(id);
    const copy: ProductReplica = { name: product.name, price: product.price };
    for (const service of ['customer', 'purchases'] as const) {
      const table = new ReplicaTable(
        this.#client,
        this.#names(service, 'ProductReplica'),
        productReplicaSchema,
      );
      this.#events.push(() => table.apply({ aggregateId: id, aggregateVersion: 1 } as never, copy));
    }
  }

  async buy(): Promise<void> {
    const [customerId, productId] = [this.#one(this.#customerIds), this.#one(this.#productIds)];
    if (customerId === undefined || productId === undefined) return;
    // Some are made on an earlier day.
    const purchasedAt = `2025-12-0${1 + this.#random(9)}T10:00:00.000Z`;
    const past = this.#random(3) === 0 ? { purchasedAt } : {};
    const wanted = { customerId, productId, quantity: 1 + this.#random(5), ...past };
    const bought = { name: 'Lamp', price: { amount: 250, currency: this.#random(2) === 0 ? 'EUR' : 'GBP' } };
    const id = this.#newId(timeOfPurchase(wanted, now()));
    await this.#purchases.add(requestPurchase(id, wanted, bought, now()), { cause: aCause });
    const rejection = this.#random(5) === 0 ? { code: 'insufficient-stock', detail: 'None.' } : undefined;
    await this.#changePurchase(id, (purchase) => settlePurchase(purchase, rejection, now()));
    if (rejection === undefined) this.#purchaseIds.push(id);
  }

  /** Delivers an event, or what the streams tell. */
  async deliver(): Promise<void> {
    if (this.#random(4) === 0) return this.#index();
    // Mostly one of the latest.
    const oldest = this.#random(4) === 0 ? 0 : Math.max(0, this.#events.length - 6);
    const index = oldest + this.#random(this.#events.length - oldest);
    const event = this.#events[index];
    if (event === undefined) return;
    if (this.#random(4) > 0) this.#events.splice(index, 1);
    await this.#handOver(event);
  }

  /** Delivers all events; one that fails comes again later. */
  async settle(): Promise<void> {
    const events = this.#events.splice(0);
    for (const event of events) await this.#handOver(event);
    await this.#index();
  }

  async #index(): Promise<void> {
    for (const [table, indexer] of Object.entries(this.#indexers)) await this.#streams.feed(table, indexer);
  }

  /** Like a queue: an event that cannot be applied to damaged rows comes again. */
  async #handOver(event: Task): Promise<void> {
    try {
      await withinMs(300, event);
    } catch (error) {
      if (!(error instanceof GuardFailed)) throw error;
      this.#events.push(event);
    }
  }

  async changeCustomer(): Promise<void> {
    const id = this.#one(this.#customerIds);
    if (id === undefined) return;
    const name = `Bob ${newId().slice(-4)}`;
    try {
      const after = await this.#customers.change(
        id,
        (customer) => updateCustomer(customer, { name }, now()),
        {
          cause: aCause,
        },
      );
      this.#publishCustomer(id, after.version, { name });
    } catch (error) {
      // Removed at the same time.
      if (!(error instanceof Refusal && error.code === 'not-found')) throw error;
    }
  }

  async removeCustomer(): Promise<void> {
    const [id] = this.#customerIds.splice(this.#random(this.#customerIds.length), 1);
    if (id === undefined) return;
    const { version } = await this.#customers.change(id, (customer) => removeCustomer(customer, now()), {
      cause: aCause,
    });
    this.#publishCustomer(id, version, undefined);
  }

  #publishCustomer(id: string, version: number, data: CustomerReplica | undefined): void {
    for (const service of ['catalog', 'purchases'] as const) {
      const name = this.#names(service, 'CustomerReplica');
      const table = new ReplicaTable(this.#client, name, customerReplicaSchema);
      const event = { aggregateId: id, aggregateVersion: version } as never;
      this.#events.push(() => (data === undefined ? table.remove(event) : table.apply(event, data)));
    }
  }

  async cancel(): Promise<void> {
    const [id] = this.#purchaseIds.splice(this.#random(this.#purchaseIds.length), 1);
    if (id !== undefined) await this.#changePurchase(id, (purchase) => cancelPurchase(purchase, now()));
  }

  /** Returns a unit, of which there may be more. */
  async giveBack(): Promise<void> {
    const id = this.#one(this.#purchaseIds);
    if (id === undefined) return;
    await this.#changePurchase(id, (purchase) =>
      purchase.status === 'completed' && keptUnitsOf(purchase) > 1
        ? returnUnits(purchase, 1, now())
        : purchase,
    );
  }

  async #changePurchase(id: string, decide: (purchase: Purchase) => Purchase): Promise<void> {
    const before = await this.#purchases.get(id);
    const after = await this.#purchases.change(id, decide, { cause: aCause });
    for (const event of eventsOfPurchase({ before: stored(before), after: stored(after) })) {
      if (event.name === 'PurchaseRequested' || event.name === 'PurchaseRejected') continue;
      const { customerId, productId, version, unitPrice } = after;
      const counted = event.name !== 'PurchaseCancelled';
      const quantity = keptUnitsOf(after);
      const purchasedAt = purchasedAtOf(after);
      const ids = { purchaseId: id, customerId, productId };
      const state = { ...ids, quantity, unitPrice, purchasedAt, version, counted };
      for (const projection of this.#projections()) this.#events.push(() => projection.apply(state));
    }
  }

  #projections(): PurchaseProjection[] {
    const of = (service: 'customer' | 'catalog', pairs: string, ranked: string) => ({
      pairs: this.#names(service, pairs),
      marks: this.#names(service, 'CountedPurchases'),
      ranking: new Ranking(this.#client, this.#names(service, 'Counters'), ranked),
    });
    const bought = of('customer', 'CustomerProduct', 'customer');
    const buyers = of('catalog', 'ProductCustomer', 'product');
    return [
      new PurchaseProjection(this.#client, bought, { owner: 'customerId', listed: 'productId' }),
      new PurchaseProjection(this.#client, buyers, { owner: 'productId', listed: 'customerId' }),
    ];
  }

  /** Ids end in a few digits only, so that many count in the same rows. */
  #newId(at?: string): string {
    return `${newId(at).slice(0, -1)}${this.#random(3)}`.replace(/...(.)$/, '000$1');
  }

  #one(ids: readonly string[]): string | undefined {
    return ids[this.#random(ids.length)];
  }
}

const now = (): string => new Date().toISOString();
