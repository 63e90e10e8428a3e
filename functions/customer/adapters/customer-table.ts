import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../../shared/dynamodb/batch-get.ts';
import { commit, type GuardedWrite } from '../../../shared/dynamodb/commit.ts';
import { putVersion } from '../../../shared/dynamodb/versioned.ts';
import { notFound } from '../../../shared/http/problem.ts';
import type { SearchIndex } from '../../../shared/search/search-index.ts';
import type { Cause, Stored } from '../../../shared/values/aggregate.ts';
import type { Customer, RemovedCustomer } from '../domain/customer.ts';
import { type CustomerFacets, customerEntry } from '../domain/customer-search.ts';

/** The customers and their search rows (table key: `customerId`). Removed ones stay as tombstones. */
export class CustomerTable {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #index: SearchIndex<CustomerFacets>;

  constructor(client: DynamoDBDocumentClient, table: string, index: SearchIndex<CustomerFacets>) {
    this.#client = client;
    this.#table = table;
    this.#index = index;
  }

  /** @throws Problem `not-found` for an unknown or removed customer. */
  async get(customerId: string): Promise<Customer> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: { customerId }, ConsistentRead: true }),
    );
    const item = Item as Stored<Customer | RemovedCustomer> | undefined;
    if (item === undefined || 'removedAt' in item) throw notFound('customer', customerId);
    return item;
  }

  /** Those of `ids` that exist, in the order of `ids`. */
  async getAll(ids: readonly string[]): Promise<Customer[]> {
    const found = await batchGet<Customer | RemovedCustomer>(this.#client, this.#table, 'customerId', ids);
    return [...new Set(ids)].flatMap((id) => {
      const customer = found.get(id);
      return customer === undefined || 'removedAt' in customer ? [] : [customer];
    });
  }

  /**
   * Writes the next version of a customer with its search rows, and `also`, or nothing at all.
   * @throws GuardFailed (`version`) when `before` is not the stored version any more.
   */
  async save(
    before: Customer | undefined,
    after: Customer | RemovedCustomer,
    cause: Cause,
    also: readonly GuardedWrite[] = [],
  ): Promise<void> {
    const rows = this.#index.writes(
      before && customerEntry(before),
      'removedAt' in after ? undefined : customerEntry(after),
    );
    await commit(this.#client, [putVersion(this.#table, after, before?.version, cause), ...rows, ...also]);
  }
}
