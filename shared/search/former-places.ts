import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type RowPlace, readableRow } from '../dynamodb/stored-row.ts';
import { newId } from '../values/ids.ts';
import type { FormerRow } from './former-rows.ts';
import { idAt, type Place } from './search-row.ts';

/** DynamoDB deletes what has expired within a few days. The record of former rows outlives them. */
const OUTLIVES_SECONDS = 7 * 86_400;

const recordSchema = /* @__PURE__ */ z.object({
  term: z.string(),
  position: z.string(),
  places: z.array(z.object({ term: z.string(), position: z.string() })),
  expiresAt: z.int(),
});

/**
 * Where an entity was before one of its moves. Those rows contain its name, and only this tells where they are when it is removed.
 * The records of an entity are in a partition of the index. `expiresAt` is in seconds since 1970.
 */
export type FormerPlaces = Readonly<z.infer<typeof recordSchema>>;

/** Whether a row of an index is such a record. */
export const isRecord = (row: object): boolean => 'places' in row;

/** Whether the rows that a record tells of may be wanted, or still be on their way. @param now in ms since 1970. */
export const isRecent = (record: object, now: number): boolean =>
  'expiresAt' in record && Number(record.expiresAt) - OUTLIVES_SECONDS > now / 1000;

/** The record of rows where an entity was before it moved; none without rows. */
export function recordOf(rows: readonly FormerRow[]): FormerPlaces[] {
  const [first] = rows;
  if (first === undefined) return [];
  const id = idAt(first.position);
  return [
    {
      term: partitionOf(id),
      // Several moves may have the same time.
      position: `${newId()}\u0000${id}`,
      places: rows.map(({ term, position }) => ({ term, position })),
      expiresAt: first.expiresAt + OUTLIVES_SECONDS,
    },
  ];
}

/** The records of an entity, and the places that they tell of. */
export async function readRecords(
  client: DynamoDBDocumentClient,
  table: string,
  id: string,
): Promise<{ readonly records: Place[]; readonly places: Place[] }> {
  const records: Place[] = [];
  const places: Place[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'term = :term',
        ExpressionAttributeValues: { ':term': partitionOf(id) },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    for (const row of answer.Items ?? []) {
      records.push(row as Place);
      places.push(...placesIn(row, { table, key: id }));
    }
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return { records, places };
}

/** The places that a record tells of; none if it cannot be read. */
export const placesIn = (record: object, place: RowPlace): Place[] =>
  readableRow(recordSchema, record, place).flatMap(({ places }) => places);

const partitionOf = (id: string): string => `former:${id}`;
