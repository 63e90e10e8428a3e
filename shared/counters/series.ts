import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { addNumbers } from './add-numbers.ts';

/** The index of a table of counters that lists the rows of a series by their keys. */
export const SERIES_INDEX = { name: 'by-series', attribute: 'series' } as const;

/**
 * The sums of the counters of a series whose names are between two, both included, by their names in order. Eventually consistent. The
 * cost grows with what is listed.
 */
export async function readSeries(
  client: DynamoDBDocumentClient,
  table: string,
  series: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Map<string, Record<string, number>>> {
  const counters = new Map<string, Record<string, number>>();
  const query = {
    TableName: table,
    IndexName: SERIES_INDEX.name,
    KeyConditionExpression: '#series = :series AND #counter BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#series': SERIES_INDEX.attribute, '#counter': 'counter' },
    // The key of a row is the name of its counter, a # and more: all these are less than the name and a $.
    ExpressionAttributeValues: { ':series': series, ':from': from, ':to': `${to}$` },
  };
  for await (const { Items = [] } of paginateQuery({ client }, query)) {
    for (const row of Items) {
      const name = String(row['counter']).split('#')[0] as string;
      const sums = counters.get(name) ?? {};
      addNumbers(sums, row);
      counters.set(name, sums);
    }
  }
  return counters;
}
