import { randomInt } from 'node:crypto';
import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, inject } from 'vitest';
import { fold } from '../../shared/values/fold.ts';
import type { Json } from './api.ts';
import { aWord } from './shop.ts';

/** Waits until the embedded runtime has nothing left to handle. */
export const idle = async (): Promise<void> =>
  expect((await fetch(`${inject('baseUrl')}/_local/idle?timeoutMs=20000`)).status).toBe(200);

/** The items of all tables of the embedded runtime that contain any of these texts, as written or as folded for the search. */
export async function itemsWith(texts: readonly string[]): Promise<Json[]> {
  const endpoint = inject('awsEndpoint');
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: inject('awsCredentials') });
  const found: Json[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        const items = Items.map((item) => ({ table: TableName, item: unmarshall(item) }));
        found.push(...items.filter(({ item }) => textsIn(JSON.stringify(item), texts).length > 0));
      }
    }
  }
  return found;
}

const digit = (): number => randomInt(10);

/** A person with values that no other test uses. */
export const aPerson = () => ({
  name: `Żółw${aWord()} Ünal${aWord()}`,
  email: `${aWord()}@example.org`,
  birthDate: `19${digit()}${digit()}-07-1${digit()}`,
  country: `Land ${aWord()}`,
});

export const textsOf = ({ name, ...others }: ReturnType<typeof aPerson>): string[] => [
  ...name.split(' '),
  ...Object.values(others),
];

/** The texts that a document contains, ignoring case and diacritics. */
export const textsIn = (document: string, texts: readonly string[]): string[] => {
  const folded = fold(document);
  return texts.filter((text) => folded.includes(fold(text)));
};
