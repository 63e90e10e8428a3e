import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { readableRow } from '../dynamodb/stored-row.ts';

export type Order = 'ascending' | 'descending';

/** A sorted list: one partition of a table or index. Continuing after a row requires `sort` to be unique in it. */
export interface SortedPartition {
  readonly table: string;
  readonly index?: string;
  readonly key: { readonly name: string; readonly value: string };
  readonly sort: string;
  readonly order: Order;
  /** The attribute that identifies a row in the log, or what does; it must not contain personal data. */
  readonly id: string | ((item: Readonly<Record<string, unknown>>) => string);
  /** Inclusive bounds of the sort value. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Some rows of a sorted list, and whether there may be more after the position `last`. */
export interface Piece<Row> {
  readonly rows: Row[];
  readonly more: boolean;
  /** The position up to which the list was read; `undefined` if there were no rows. */
  readonly last: string | undefined;
  /** Read units that were consumed besides those of the list itself; default none. */
  readonly units?: number;
}

/** A sorted list that is read in pieces. */
export interface Source<Row> {
  /** Up to `limit` rows after the position. */
  read(after: string | undefined, limit: number): Promise<Piece<Row>>;
}

/** Reads a partition in order, leaving out unreadable rows; each read costs what it returns. */
export function partitionSource<Row>(
  client: DynamoDBDocumentClient,
  schema: z.ZodType<Row>,
  partition: SortedPartition,
): Source<Row> {
  const { key, sort, order } = partition;
  const placeOf = (item: Record<string, unknown>) => ({
    table: partition.table,
    key: typeof partition.id === 'string' ? String(item[partition.id]) : partition.id(item),
  });
  return {
    async read(after, limit) {
      const from = order === 'ascending' ? (after ?? partition.from) : partition.from;
      const to = order === 'descending' ? (after ?? partition.to) : partition.to;
      const answer = await client.send(
        new QueryCommand({
          TableName: partition.table,
          IndexName: partition.index,
          KeyConditionExpression: ['#key = :key', ...rangeCondition(from, to)].join(' AND '),
          ExpressionAttributeNames: {
            '#key': key.name,
            ...(from === undefined && to === undefined ? {} : { '#sort': sort }),
          },
          ExpressionAttributeValues: { ':key': key.value, ':from': from, ':to': to },
          ScanIndexForward: order === 'ascending',
          // The bound is inclusive, so the row at `after` is returned as well, and dropped.
          Limit: after === undefined ? limit : limit + 1,
        }),
      );
      const found: Record<string, unknown>[] = answer.Items ?? [];
      const items = found.filter((item) => item[sort] !== after);
      const last = items.at(-1)?.[sort];
      return {
        rows: items.flatMap((item) => readableRow(schema, item, placeOf(item))),
        more: answer.LastEvaluatedKey !== undefined,
        last: last === undefined ? undefined : String(last),
      };
    },
  };
}

const rangeCondition = (from: string | undefined, to: string | undefined): string[] => {
  if (from !== undefined && to !== undefined) return ['#sort BETWEEN :from AND :to'];
  if (from !== undefined) return ['#sort >= :from'];
  return to === undefined ? [] : ['#sort <= :to'];
};
