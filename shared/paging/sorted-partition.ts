import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

export type Order = 'ascending' | 'descending';

/** Where a sorted list lies: one partition of a table or index. To go on after a row, `sort` has to be unique in it. */
export interface SortedPartition {
  readonly table: string;
  readonly index?: string;
  readonly key: { readonly name: string; readonly value: string };
  readonly sort: string;
  readonly order: Order;
  /** Inclusive bounds of the sort value. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A sorted list that is read in pieces. */
export interface Source<Row> {
  /** Up to `limit` rows after the position, and whether there may be more. */
  read(after: string | undefined, limit: number): Promise<{ rows: Row[]; more: boolean }>;
}

/** Reads a partition in its order; each read costs what it returns. */
export function partitionSource<Row extends object>(
  client: DynamoDBDocumentClient,
  partition: SortedPartition,
): Source<Row> {
  const { key, sort, order } = partition;
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
          // The bound is inclusive: the row at `after` itself comes back and is dropped.
          Limit: after === undefined ? limit : limit + 1,
        }),
      );
      const rows = ((answer.Items ?? []) as Row[]).filter((row) => row[sort as keyof Row] !== after);
      return { rows, more: answer.LastEvaluatedKey !== undefined };
    },
  };
}

const rangeCondition = (from: string | undefined, to: string | undefined): string[] => {
  if (from !== undefined && to !== undefined) return ['#sort BETWEEN :from AND :to'];
  if (from !== undefined) return ['#sort >= :from'];
  return to === undefined ? [] : ['#sort <= :to'];
};
