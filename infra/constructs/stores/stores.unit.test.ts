import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Skus } from '../../../functions/catalog/adapters/skus.ts';
import { StockHistory } from '../../../functions/catalog/adapters/stock-history.ts';
import { aProduct } from '../../../functions/catalog/testing/builders.ts';
import { PurchaseHistory } from '../../../functions/purchases/adapters/purchase-history.ts';
import { Counter } from '../../../shared/counters/counter.ts';
import { Ranking } from '../../../shared/counters/ranking.ts';
import { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { commit } from '../../../shared/dynamodb/commit.ts';
import { IdempotencyTable } from '../../../shared/idempotency/idempotency-table.ts';
import { PairPages } from '../../../shared/projections/pair-page.ts';
import { PurchaseProjection } from '../../../shared/projections/purchase-projection.ts';
import { Segments } from '../../../shared/projections/segments.ts';
import { ReplicaTable } from '../../../shared/replicas/replica-table.ts';
import { customerReplicaSchema } from '../../../shared/replicas/replicas.ts';
import { followStream } from '../../../shared/search/follow-stream.ts';
import { SearchIndex } from '../../../shared/search/search-index.ts';
import { SearchLists } from '../../../shared/search/search-lists.ts';
import { allEntries } from '../../../shared/search/terms.ts';
import { anId, aCause as cause, NOW } from '../../../shared/testing/fixed.ts';
import { aggregateFields } from '../../../shared/values/aggregate.ts';
import { actionsAllowedBy, actionsOf } from '../../testing/table-actions.ts';
import { ServiceTable, type TableScope } from '../service-table.ts';
import { AggregateStore } from './aggregate-store.ts';
import { CounterStore } from './counter-store.ts';
import type { Grant } from './grant.ts';
import { HistoryStore } from './history-store.ts';
import { IdempotencyStore } from './idempotency-store.ts';
import { PurchaseProjectionStore } from './purchase-projection-store.ts';
import { ReplicaStore } from './replica-store.ts';
import { SearchIndexStore } from './search-index-store.ts';
import { SkuStore } from './sku-store.ts';
import { StockHistoryStore } from './stock-history-store.ts';

class Shop extends Stack implements TableScope {
  table(...[id, props]: Parameters<TableScope['table']>): ServiceTable {
    return new ServiceTable(this, id, { ...props, stage: 'dev' });
  }
}

const shop = new Shop(new App());
const answers = new IdempotencyStore(shop, 'Answers');
const counters = new CounterStore(shop, 'Counters', { ranked: true });
const search = new SearchIndexStore(shop, 'Search');
const people = new AggregateStore(shop, 'People', {
  key: 'id',
  search,
  counters,
  personalAnswers: answers,
});
const names = new ReplicaStore(shop, 'Names');
const keys = { owner: 'customerId', listed: 'productId' } as const;
const bought = new PurchaseProjectionStore(shop, 'Bought', { ...keys, names, ranking: counters });
const history = new HistoryStore(shop, 'History');
const skus = new SkuStore(shop, 'Skus');
const stocks = new StockHistoryStore(shop, 'Stocks');
const days = new CounterStore(shop, 'Days');

const personSchema = z.object({ id: z.string(), name: z.string(), ...aggregateFields });
type Person = z.infer<typeof personSchema>;

const id = anId(1);
const ada: Person = { id, name: 'Ada', version: 1, createdAt: NOW, updatedAt: NOW };
const grace = { ...ada, name: 'Grace', version: 2 };
const gone = { id, version: 2, removedAt: NOW };

const searchable = {
  facets: z.object({}),
  listed: personSchema,
  entryOf: ({ name, updatedAt: changedAt }: Person) => ({
    id,
    name,
    changedAt,
    terms: [{ value: `alias:${name}`, spread: 'single', written: 'at once' } as const],
    facets: {},
  }),
};
const indexOf = (client: DynamoDBDocumentClient) => ({ client, table: 'Search' });
const listsOf = (client: DynamoDBDocumentClient) => new SearchLists(client, 'Search', searchable);
const answersOf = (client: DynamoDBDocumentClient) => new IdempotencyTable(client, 'Answers');
const namesOf = (client: DynamoDBDocumentClient) => new ReplicaTable(client, 'Names', customerReplicaSchema);
const rankingOf = (client: DynamoDBDocumentClient) => new Ranking(client, 'Counters', 'person');
const historyOf = (client: DynamoDBDocumentClient) => new PurchaseHistory(client, 'History');

/** Built like the tables in a service's `adapters/tables.ts`. */
const peopleOf = (client: DynamoDBDocumentClient) =>
  new AggregateTable<Person, typeof gone>(client, {
    table: 'People',
    key: 'id',
    schema: personSchema,
    removed: z.object({ id: z.string(), version: z.int(), removedAt: z.string() }),
    noun: 'person',
    alongside: (before, after) => [
      ...new SearchIndex('Search', searchable).writes(before, after),
      ...new Counter(client, 'Counters', 'people').census(id, before, after),
      ...(after === undefined ? [answersOf(client).erase(id)] : []),
    ],
  });

const boughtOf = (client: DynamoDBDocumentClient) =>
  new PurchaseProjection(
    client,
    { pairs: 'Bought', marks: 'CountedPurchases', ranking: rankingOf(client) },
    { owner: 'customerId', listed: 'productId' },
  );

const pair = { customerId: id, productId: anId(2) };
const row = { ...pair, units: 2, purchases: 2, lastPurchasedAt: NOW, recency: '', revision: '' };
const purchase = { ...pair, purchaseId: anId(3), quantity: 1, purchasedAt: NOW, version: 2 };
const step = {
  event: 'PurchaseRequested',
  service: 'purchases',
  occurredAt: NOW,
  eventId: id,
  ...cause,
} as const;
const stockChange = { productId: id, number: 1, kind: 'added', delta: 1, stock: 1, at: NOW } as const;
const answer = { statusCode: 200, body: '' };
const event = { aggregateId: id, aggregateVersion: 1 } as Parameters<ReplicaTable<object>['apply']>[0];

type Use = (client: DynamoDBDocumentClient) => Promise<unknown>;

const found = { People: { ...ada, cause } };

const WHAT_TO_DO = 'Change the grant in infra/constructs/stores/ so that it allows the actions received';

describe('a grant allows exactly the actions that its code calls:', () => {
  test.each<[string, Grant, Use, Readonly<Record<string, object>>?]>([
    ['read an aggregate', people.read, (client) => peopleOf(client).find(id)],
    ['read many aggregates', people.readMany, (client) => peopleOf(client).getAll([id])],
    ['create an aggregate', people.create, (client) => peopleOf(client).add(ada, { cause })],
    [
      'search',
      people.search,
      async (client) => {
        await listsOf(client).sources([allEntries])[0]?.read(undefined, 1);
        await peopleOf(client).getAll([id]);
      },
    ],
    [
      'follow a stream with a search index',
      search.follow,
      (client) =>
        followStream({ ...indexOf(client), searchable }, [
          [undefined, ada],
          [ada, undefined],
        ]),
    ],
    [
      'follow a stream with a search index of what often changes',
      search.followRestless,
      (client) =>
        followStream({ ...indexOf(client), searchable: { ...searchable, restless: ['createdAt'] } }, [
          [undefined, ada, ada, { ...ada, createdAt: '', version: 2 }],
          [ada, undefined],
        ]),
    ],
    [
      'change an aggregate',
      people.change,
      (client) => peopleOf(client).change(id, () => grace, { cause }),
      found,
    ],
    [
      'change many aggregates',
      people.changeMany,
      async (client) => {
        await peopleOf(client).findAll([id]);
        await commit(client, [peopleOf(client).put(ada, grace, cause)]);
      },
      found,
    ],
    [
      'take SKUs, and give them back',
      skus.take,
      async (client) => {
        const [before, after] = [aProduct({ sku: 'a' }), aProduct({ sku: 'b' })];
        await commit(client, new Skus('Skus').writes(before, after));
      },
    ],
    [
      'remove an aggregate',
      people.remove,
      (client) => peopleOf(client).change(id, () => gone, { cause }),
      found,
    ],
    [
      'restore an aggregate',
      people.restore,
      (client) => peopleOf(client).changeEver(id, () => grace, { cause }),
      { People: { ...gone, cause } },
    ],
    [
      'list a projection with names',
      bought.list,
      (client) => new PairPages(boughtOf(client), namesOf(client), 'productId').page(id, {}),
      { Bought: row },
    ],
    [
      'find owners by what is listed',
      bought.segment,
      async (client) => {
        const segment = new Segments(client, 'Bought', keys).ofAny([id]);
        await segment.sources[0]?.read(undefined, 1);
        await segment.among([id]);
      },
    ],
    [
      'count',
      counters.count,
      (client) => commit(client, [rankingOf(client).add(id, { units: 1, purchases: 1 })]),
    ],
    [
      'read counters and a ranking',
      counters.read,
      (client) => Promise.all([new Counter(client, 'Counters', 'people').read(), rankingOf(client).top(1)]),
    ],
    [
      'list a ranking',
      counters.list,
      async (client) => {
        for (const order of ['units', 'lastPurchase'] as const)
          await rankingOf(client).boards(order)[0]?.read(undefined, 1);
      },
    ],
    ['read counters without a ranking', days.read, (client) => new Counter(client, 'Days', 'day').read()],
    ['replicate', names.replicate, (client) => namesOf(client).apply(event, { name: 'Ada' })],
    ['read a replica', names.read, (client) => namesOf(client).get(id)],
    ['read many replicas', names.readMany, (client) => namesOf(client).getAll([id])],
    [
      'remember an answer',
      answers.remember,
      async (client) => {
        await answersOf(client).find('key', NOW);
        await commit(client, answersOf(client).take('key', 'print', answer, NOW, id));
      },
    ],
    ['record a step', history.record, (client) => historyOf(client).add(id, step)],
    [
      'record changes of stock',
      stocks.record,
      (client) => new StockHistory(client, 'Stocks').record([stockChange]),
    ],
    [
      'read changes of stock',
      stocks.read,
      (client) => new StockHistory(client, 'Stocks').page({ productId: id, stock: 1 }, {}),
    ],
    ['read the steps', history.read, (client) => historyOf(client).stepsOf(id)],
  ])('%s', async (_, grant, use, stored) => {
    expect(await actionsOf(use, stored), WHAT_TO_DO).toEqual(actionsAllowedBy(grant));
  });

  test('project a purchase: add the first, remove one of several, and remove the last', async () => {
    const apply =
      (counted: boolean): Use =>
      (client) =>
        boughtOf(client).apply({ ...purchase, counted });
    const mark = { ...purchase, version: 1, counted: true };
    const actions = await Promise.all([
      actionsOf(apply(true)),
      actionsOf(apply(false), { Bought: row, CountedPurchases: mark }),
      actionsOf(apply(false), { Bought: row, CountedPurchases: { ...mark, purchaseId: anId(4) } }),
    ]);
    expect([...new Set(actions.flat())].toSorted(), WHAT_TO_DO).toEqual(actionsAllowedBy(bought.project));
  });
});
