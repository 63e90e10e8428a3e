import type { BatchGetCommandInput, BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { itemSize } from '../../../shared/dynamodb/item-size.ts';
import { keyText } from '../storage/collection.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';
import type { OnChange } from './commit.ts';
import { required } from './inputs.ts';
import { projected, projectionOf, readItem } from './read.ts';
import { run } from './single-writes.ts';
import type { Tables } from './tables.ts';
import { put, remove, type Write } from './write.ts';

const MAX_KEYS = 100;
const MAX_WRITES = 25;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** BatchGetItem. Leaves keys unprocessed only when the answer would be too large. */
export function batchGet(tables: Tables, { RequestItems }: BatchGetCommandInput) {
  const requests = Object.entries(RequestItems ?? {});
  checkCount(
    requests.map(([, { Keys = [] }]) => Keys.length),
    MAX_KEYS,
  );
  const reads = requests.map(([name, request]) => {
    const projection = projectionOf(request);
    const table = tables.get(name);
    const keys = (request.Keys ?? []).map((key) => required('Key', key));
    const found = keys.map((key) => readItem(table, key));
    checkDistinct(keys.map((item) => ({ table, item })));
    return { name, request, projection, keys, found };
  });
  const Responses: Record<string, Item[]> = {};
  const UnprocessedKeys: Record<string, object> = {};
  let bytes = 0;
  for (const { name, request, projection, keys, found } of reads) {
    const answers: Item[] = [];
    const left: Item[] = [];
    Responses[name] = answers;
    found.forEach((item, index) => {
      bytes += item === undefined ? 0 : itemSize(item);
      if (bytes > MAX_ANSWER_BYTES) left.push(keys[index] as Item);
      else if (item !== undefined) answers.push(projected(item, projection));
    });
    if (left.length > 0) UnprocessedKeys[name] = { ...request, Keys: left };
  }
  return { Responses, UnprocessedKeys };
}

/** BatchWriteItem: writes that do not depend on each other. */
export function batchWrite(
  tables: Tables,
  { RequestItems }: BatchWriteCommandInput,
  onChange: OnChange | undefined,
) {
  const requests = Object.entries(RequestItems ?? {});
  checkCount(
    requests.map(([, each]) => each?.length ?? 0),
    MAX_WRITES,
  );
  const writes = requests.flatMap(([TableName, each]) =>
    (each ?? []).map(({ PutRequest, DeleteRequest }): Write => {
      if (PutRequest !== undefined && DeleteRequest === undefined) {
        return put(tables, { TableName, Item: PutRequest.Item });
      }
      if (DeleteRequest !== undefined && PutRequest === undefined) {
        return remove(tables, { TableName, Key: DeleteRequest.Key });
      }
      throw new ValidationException('A write request needs either a PutRequest or a DeleteRequest');
    }),
  );
  for (const write of writes) write.checkKey();
  checkDistinct(writes);
  for (const { table, item } of writes) table.checkIndexed(item);
  for (const write of writes) run(write, onChange);
  return { UnprocessedItems: {} };
}

function checkCount(counts: readonly number[], max: number): void {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (counts.length === 0 || counts.includes(0)) {
    throw new ValidationException('RequestItems must have length greater than or equal to 1');
  }
  if (sum > max) throw new ValidationException(`Too many items requested: at most ${max}`);
}

function checkDistinct(entries: readonly Pick<Write, 'table' | 'item'>[]): void {
  if (new Set(entries.map(identityOf)).size < entries.length) {
    throw new ValidationException('Provided list of item keys contains duplicates');
  }
}

/** A text that tells the items of all tables apart. */
export const identityOf = ({ table, item }: { readonly table: StoredTable; readonly item: Item }): string =>
  JSON.stringify([table.name, ...table.key.attributes.map(({ name }) => keyText(item[name]))]);
