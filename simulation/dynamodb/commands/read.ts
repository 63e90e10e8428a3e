import type { GetCommandInput } from '@aws-sdk/lib-dynamodb';
import { parseProjection } from '../expressions/parse-projection.ts';
import { type PathTree, pathTree, pick } from '../expressions/path-tree.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { checkKey, checkKeyValues } from '../storage/key-schema.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { itemOut } from '../values/copy-out.ts';
import type { Item } from '../values/value.ts';
import { required } from './inputs.ts';
import type { Tables } from './tables.ts';

/** GetItem. All reads are consistent. */
export function getItem(tables: Tables, input: GetCommandInput): { Item?: Item } {
  const key = required('Key', input.Key);
  const projection = projectionOf(input);
  const table = tables.get(input.TableName);
  const item = readItem(table, key);
  return item === undefined ? {} : { Item: projected(item, projection) };
}

/** The stored item with a key. @throws ValidationException if the key does not match the table's */
export function readItem(table: StoredTable, key: Item): Item | undefined {
  checkKey(key, table.key);
  checkKeyValues(key, table.key);
  return table.items.get(key);
}

/** The attributes that a read asks for; `undefined` if all. @throws ValidationException */
export function projectionOf(
  input: Pick<GetCommandInput, 'ProjectionExpression' | 'ExpressionAttributeNames'>,
): PathTree | undefined {
  const { ProjectionExpression: text, ExpressionAttributeNames: names } = input;
  const parsed = text === undefined ? undefined : parseProjection(text);
  const placeholders = new Placeholders(names, undefined, [parsed]);
  return (
    parsed &&
    pathTree(
      parsed.what,
      parsed.tree.map((path) => placeholders.path(path)),
    )
  );
}

/** A copy of what a read asks for of an item. */
export const projected = (item: Item, projection: PathTree | undefined): Item =>
  projection === undefined ? itemOut(item) : pick(item, projection);
