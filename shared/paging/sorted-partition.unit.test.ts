import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { logger } from '../logging/logger.ts';
import { partitionSource } from './sorted-partition.ts';
import { walk } from './walk.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const dynamodb = mockClient(client);

const letters = [...'abcdefghij'];

/** A list in which only the rows with these letters can be read. */
function listOf(readable: string): void {
  const items = letters.map((at) => ({
    list: 'l',
    at,
    id: `id-${at}`,
    size: readable.includes(at) ? 1 : 'one',
  }));
  dynamodb.on(QueryCommand).callsFake(({ ExpressionAttributeValues, Limit = 0 }: QueryCommandInput) => {
    const left = items.filter(({ at }) => at >= (ExpressionAttributeValues?.[':from'] ?? ''));
    return {
      Items: left.slice(0, Limit),
      ...(left.length >= Limit ? { LastEvaluatedKey: { at: left[Limit - 1]?.at } } : {}),
    };
  });
}

const page = (after?: string) =>
  walk({
    sources: [
      partitionSource(client, z.object({ at: z.string(), size: z.int() }), {
        table: 'things',
        key: { name: 'list', value: 'l' },
        sort: 'at',
        order: 'ascending',
        id: 'id',
      }),
    ],
    positionOf: ({ at }) => at,
    order: 'ascending',
    after,
    limit: 2,
    matches: () => true,
  });

beforeEach(() => {
  dynamodb.reset();
  vi.spyOn(logger, 'error').mockReturnValue();
});

test.each(['abcdefghij', 'aj', 'bfgi', 'j', 'a', ''])(
  'a list in which only %j can be read is walked to the end without the others',
  async (readable) => {
    listOf(readable);
    const found: string[] = [];
    let next: string | undefined;
    do {
      const { rows, nextPosition } = await page(next);
      found.push(...rows.map(({ at }) => at));
      next = nextPosition;
    } while (next !== undefined);
    expect(found.join('')).toBe(readable);
  },
);

test('an unreadable row is logged with only its id: other attributes may be personal', async () => {
  listOf('abcdefghi');
  await page('h');
  const place = { table: 'things', key: 'id-j', fields: ['size: invalid_type'] };
  expect(vi.mocked(logger.error).mock.calls).toEqual([['unreadable row', place]]);
});
