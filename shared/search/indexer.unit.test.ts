import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { anId, aCause as cause } from '../testing/fixed.ts';
import { logLines } from '../testing/log-lines.ts';
import { aStreamRecord, type StreamChange } from '../testing/stream-event.ts';

const calls = mockClient(DynamoDBDocumentClient);
const client = calls as unknown as DynamoDBDocumentClient;

const schema = z.object({ id: z.string(), name: z.string(), version: z.int() });

const searchable = {
  facets: z.tuple([]).readonly(),
  listed: schema,
  entryOf: ({ id, name }: z.infer<typeof schema>) => ({ id, name, terms: [], facets: [] as const }),
};

/** Hands changes to an indexer. @returns what it wrote, and logged. */
async function indexed(...changes: StreamChange[]) {
  const lines = logLines();
  const { searchIndexer } = await import('./indexer.ts');
  const handler = searchIndexer({ client, table: 'search', searchable, schema });
  const Records = changes.map((change, n) => aStreamRecord('chairs', n, change));
  const answer = await handler({ Records }, { getRemainingTimeInMillis: () => 2_000 });
  const writes = calls
    .commandCalls(BatchWriteCommand)
    .flatMap(({ args }) => args[0].input.RequestItems?.['search'] ?? [])
    .map(({ PutRequest, DeleteRequest }) =>
      PutRequest ? `put ${PutRequest.Item?.['term']}` : `delete ${DeleteRequest?.Key?.['term']}`,
    );
  return { answer, writes, logged: lines.filter(({ message }) => message !== 'indexed') };
}

const aChair = (changes: object = {}) => ({ id: anId(1), name: 'Oak', version: 1, cause, ...changes });

beforeEach(() => {
  vi.restoreAllMocks();
  calls.reset();
  calls.on(BatchWriteCommand).resolves({});
});

describe('an indexer', () => {
  test('writes the rows of what was added, and deletes those of what was removed', async () => {
    const gone = { id: anId(2), removedAt: 'now', version: 2, cause };
    const { answer, writes } = await indexed(
      { after: aChair() },
      { before: aChair({ id: anId(2), name: 'Elm' }), after: gone },
    );
    expect(writes).toEqual([
      ...['put name:o', 'put name:oa', 'put name:oak', 'put newest#1'],
      ...['delete name:e', 'delete name:el', 'delete name:elm', 'delete newest#2'],
    ]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('handles all changes of an entity together', async () => {
    const states = [aChair(), aChair({ name: 'Elm' }), aChair({ name: 'Yew' })];
    const { writes } = await indexed(
      { before: states[0], after: states[1] },
      { before: states[1], after: states[2] },
    );
    expect(writes).toEqual([
      ...['put name:y', 'put name:ye', 'put name:yew'],
      ...['delete name:o', 'delete name:oa', 'delete name:oak'],
      ...['delete name:e', 'delete name:el', 'delete name:elm'],
    ]);
  });

  test('logs an image that it cannot read, without its values, and leaves it out', async () => {
    const unreadable = aChair({ name: { first: 'Secret' } });
    const { answer, writes, logged } = await indexed({ before: aChair(), after: unreadable });
    expect(writes).toEqual([]);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(logged).toContainEqual(
      expect.objectContaining({ message: 'unreadable row', table: 'chairs', key: anId(1) }),
    );
    expect(JSON.stringify(logged)).not.toContain('Secret');
  });

  test('writes all rows of what can be read again', async () => {
    const { writes } = await indexed({ before: aChair({ name: 7 }), after: aChair() });
    expect(writes).toEqual(['put name:o', 'put name:oa', 'put name:oak', 'put newest#1']);
  });

  test('fails if rows stay unwritten, so that the batch comes again', async () => {
    calls.on(BatchWriteCommand).callsFake((input) => ({ UnprocessedItems: input.RequestItems }));
    await expect(indexed({ after: aChair() })).rejects.toMatchObject({ code: 'overloaded' });
  });
});
