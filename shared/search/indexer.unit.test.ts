import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { anId, aCause as cause, LATER } from '../testing/fixed.ts';
import { logLines } from '../testing/log-lines.ts';
import { aStreamRecord, type StreamChange } from '../testing/stream-event.ts';

const calls = mockClient(DynamoDBDocumentClient);
const client = calls as unknown as DynamoDBDocumentClient;

const schema = z.object({ id: z.string(), name: z.string(), version: z.int() });

const searchable = {
  facets: z.tuple([]).readonly(),
  listed: schema,
  entryOf: ({ id, name }: z.infer<typeof schema>) => ({
    id,
    name,
    changedAt: LATER,
    terms: [{ value: 'chairs', spread: 'single' } as const],
    facets: [] as const,
  }),
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
  calls.on(QueryCommand).resolves({ Items: [] });
});

describe('an indexer', () => {
  test('writes the rows of what was added, and deletes those of what was removed', async () => {
    const gone = { id: anId(2), removedAt: 'now', version: 2, cause };
    const { answer, writes } = await indexed(
      { after: aChair() },
      { before: aChair({ id: anId(2), name: 'Elm' }), after: gone },
    );
    expect(writes).toEqual([
      ...['put name:o', 'put name:oa', 'put name:oak', 'put chairs', 'put newest#1'],
      ...['delete name:e', 'delete name:el', 'delete name:elm', 'delete chairs', 'delete newest#2'],
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
      `put former:${anId(1)}`,
      ...['put name:y', 'put name:ye', 'put name:yew', 'put chairs'],
      ...['put name:o', 'put name:oa', 'put name:oak', 'put chairs'],
      ...['put name:e', 'put name:el', 'put name:elm', 'put chairs'],
    ]);
  });

  test('writes where something was once it is written where it is now, and keeps a record of that', async () => {
    await indexed({ before: aChair(), after: aChair({ name: 'Elm' }) });
    const [first, last] = calls
      .commandCalls(BatchWriteCommand)
      .map(({ args }) => args[0].input.RequestItems?.['search'] ?? []);
    const at = (term: string, name: string) => ({ term, position: `${name}\u0000${anId(1)}` });
    const places = ['name:o', 'name:oa', 'name:oak', 'chairs'].map((term) => at(term, 'oak'));
    expect(last).toEqual(
      places.map((place) => ({
        PutRequest: { Item: expect.objectContaining({ ...place, movedAt: LATER }) },
      })),
    );
    expect(first).toContainEqual({ PutRequest: { Item: expect.objectContaining(at('chairs', 'elm')) } });
    expect(first).toContainEqual({
      PutRequest: {
        Item: expect.objectContaining({
          term: `former:${anId(1)}`,
          position: expect.stringMatching(new RegExp(`\u0000${anId(1)}$`)),
          places: [at('all#1', 'oak'), ...places],
        }),
      },
    });
  });

  test('deletes what was removed from wherever it was, on any number of pages of records', async () => {
    const at = (term: string, name: string) => ({ term, position: `${name}\u0000${anId(1)}` });
    const record = (name: string) => ({
      ...at(`former:${anId(1)}`, name),
      places: [at('chairs', name), at('all#1', name)],
      expiresAt: 7,
    });
    calls
      .on(QueryCommand)
      .resolvesOnce({ Items: [record('ash')], LastEvaluatedKey: at('former', 'ash') })
      .resolvesOnce({ Items: [record('box')] });
    const gone = { id: anId(1), removedAt: 'now', version: 3, cause };
    await indexed(
      { before: aChair(), after: aChair({ name: 'Elm', version: 2 }) },
      { before: aChair({ name: 'Elm', version: 2 }), after: gone },
    );
    const deleted = calls
      .commandCalls(BatchWriteCommand)
      .flatMap(({ args }) => args[0].input.RequestItems?.['search'] ?? [])
      .map(({ DeleteRequest }) => DeleteRequest?.Key);
    for (const place of [record('ash'), record('box')].flatMap((each) => [each, ...each.places])) {
      expect(deleted).toContainEqual({ term: place.term, position: place.position });
    }
    for (const name of ['oak', 'elm']) expect(deleted).toContainEqual(at('chairs', name));
    expect(deleted).toContainEqual(at('all#1', 'oak'));
    expect(new Set(deleted.map((key) => JSON.stringify(key))).size).toBe(deleted.length);
    expect(deleted).not.toContain(undefined);
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
    expect(writes).toEqual(['put name:o', 'put name:oa', 'put name:oak', 'put chairs', 'put newest#1']);
  });

  test('fails if rows stay unwritten, so that the batch comes again', async () => {
    calls.on(BatchWriteCommand).callsFake((input) => ({ UnprocessedItems: input.RequestItems }));
    await expect(indexed({ after: aChair() })).rejects.toMatchObject({ code: 'overloaded' });
  });
});
