import type { DeleteCommandInput, PutCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { pathTree, pick } from '../expressions/path-tree.ts';
import { itemOut } from '../values/copy-out.ts';
import { ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';
import { commit, type OnChange, type Result } from './commit.ts';
import type { Tables } from './tables.ts';
import { put, remove, update, type Write } from './write.ts';

/** PutItem */
export function putItem(tables: Tables, input: PutCommandInput, onChange: OnChange | undefined) {
  const { ReturnValues = 'NONE', ...rest } = input;
  checkReturned(ReturnValues, ['NONE', 'ALL_OLD']);
  const write = put(tables, rest);
  return answer(write, run(write, onChange), ReturnValues);
}

/** DeleteItem */
export function deleteItem(tables: Tables, input: DeleteCommandInput, onChange: OnChange | undefined) {
  const { ReturnValues = 'NONE', ...rest } = input;
  checkReturned(ReturnValues, ['NONE', 'ALL_OLD']);
  const write = remove(tables, rest);
  return answer(write, run(write, onChange), ReturnValues);
}

/** UpdateItem */
export function updateItem(tables: Tables, input: UpdateCommandInput, onChange: OnChange | undefined) {
  const { ReturnValues = 'NONE', ...rest } = input;
  checkReturned(ReturnValues, ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW']);
  const write = update(tables, rest);
  return answer(write, run(write, onChange), ReturnValues);
}

function checkReturned(returned: string, allowed: readonly string[]): void {
  if (!allowed.includes(returned)) throw new ValidationException(`ReturnValues can only be ${allowed}`);
}

/** Applies one write and stores its result. */
export function run(write: Write, onChange: OnChange | undefined): Result {
  write.checkKey();
  const { table } = write;
  const before = table.items.get(write.item);
  const result = { table, before, after: write.apply(before) };
  commit([result], onChange);
  return result;
}

function answer({ paths }: Write, { before, after }: Result, returned: string): { Attributes?: Item } {
  if (returned === 'NONE') return {};
  const item = returned.endsWith('_OLD') ? before : after;
  if (item === undefined) return {};
  if (returned.startsWith('ALL_')) return { Attributes: itemOut(item) };
  const Attributes = pick(item, pathTree('UpdateExpression', paths));
  return Object.keys(Attributes).length === 0 ? {} : { Attributes };
}
