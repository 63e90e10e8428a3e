import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isDynamoDbLocal } from '../../shared/testing/table-engine.ts';
import { InMemoryDynamoDb } from './in-memory-dynamodb.ts';
import type { Case, Step } from './testing/cases.ts';
import { conditionCases } from './testing/condition-cases.ts';
import { dynamoDbLocalDifferences } from './testing/dynamodb-local-differences.ts';
import { type EngineStore, startEngineStore } from './testing/engine-store.ts';
import { inAnyOrder } from './testing/in-any-order.ts';
import { itemCases } from './testing/item-cases.ts';
import { outcomeOf } from './testing/outcome.ts';
import { queryCases } from './testing/query-cases.ts';
import { TABLES } from './testing/tables.ts';
import { transactionCases } from './testing/transaction-cases.ts';
import { updateCases } from './testing/update-cases.ts';

const cases: Readonly<Record<string, readonly Case[]>> = {
  'reading and writing items': itemCases,
  conditions: conditionCases,
  updates: updateCases,
  'queries and scans': queryCases,
  transactions: transactionCases,
};

interface Store {
  execute(command: string, input: object): object | Promise<object>;
  items(table: string): object[] | Promise<object[]>;
}

async function follow(store: Store, { given, steps, leaves }: Case, expected: (step: Step) => object) {
  for (const [TableName, items] of Object.entries(given)) {
    for (const Item of items) await store.execute('PutCommand', { TableName, Item });
  }
  for (const step of steps) {
    expect(await outcomeOf(() => store.execute(step.command, step.input))).toEqual(expected(step));
  }
  if (steps.some((step) => expected(step) !== step.gives)) return;
  for (const [table, items] of Object.entries(leaves)) {
    expect(inAnyOrder(await store.items(table))).toEqual(inAnyOrder(items));
  }
}

describe.each(Object.entries(cases))('%s in memory', (_, all) => {
  test.each(all)('$name', async (one) => {
    await follow(new InMemoryDynamoDb(TABLES, { now: () => 0 }), one, ({ gives }) => gives);
  });
});

describe(isDynamoDbLocal() ? 'in DynamoDB Local' : 'in the engine', () => {
  let engine: EngineStore;
  beforeAll(async () => {
    engine = await startEngineStore();
  });
  afterAll(() => engine.close());
  beforeEach(() => engine.clear());

  describe.each(Object.entries(cases))('%s', (_, all) => {
    test.each(all)('$name', async (one) => {
      if (!isDynamoDbLocal()) return follow(engine, one, (step) => step.engine ?? step.gives);
      const following = follow(engine, one, ({ gives }) => gives);
      // A difference that is gone has to leave the table.
      if (one.name in dynamoDbLocalDifferences) await expect(following).rejects.toThrow();
      else await following;
    });
  });
});
