import type { ReturnValuesOnConditionCheckFailure } from '@aws-sdk/client-dynamodb';
import type {
  DeleteCommandInput,
  PutCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { applyUpdate } from '../expressions/apply-update.ts';
import { checkCondition } from '../expressions/check-condition.ts';
import { checkUpdate } from '../expressions/check-update.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { parseUpdate } from '../expressions/parse-update.ts';
import { pathTree } from '../expressions/path-tree.ts';
import { type PlaceholderInput, Placeholders } from '../expressions/placeholders.ts';
import type { Condition, Parsed, Path } from '../expressions/syntax.ts';
import { checkItemKey, checkKey, checkKeyValues } from '../storage/key-schema.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { conditionFailed, ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';
import { required, valuesIn } from './inputs.ts';
import type { Tables } from './tables.ts';

/** A checked write of one item that is not applied yet. */
export interface Write {
  readonly table: StoredTable;
  /** The item to be stored, or the key. */
  readonly item: Item;
  /** The paths of an update. */
  readonly paths: readonly Path[];
  /** Everything that was asked for, to compare it with another request. */
  readonly request: unknown;
  /** @throws ValidationException if the item or key does not match the table's key */
  checkKey(): void;
  /**
   * The item after the write.
   * @throws ConditionalCheckFailedException, ValidationException
   */
  apply(before: Item | undefined): Item | undefined;
}

type Check = NonNullable<NonNullable<TransactWriteCommandInput['TransactItems']>[number]['ConditionCheck']>;

interface Conditional extends PlaceholderInput {
  readonly TableName: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

/** Puts an item. @throws ValidationException, ResourceNotFoundException */
export function put(tables: Tables, input: Omit<PutCommandInput, 'ReturnValues'>): Write {
  const item = required('Item', input.Item);
  const { checkIn, ...write } = conditional(tables, input, item);
  for (const { key } of write.table.indexes) checkKeyValues(item, key);
  return {
    ...write,
    checkKey: () => checkItemKey(item, write.table.key),
    apply(before) {
      checkIn(before);
      write.table.checkIndexed(item);
      return item;
    },
  };
}

/** Deletes an item. @throws ValidationException, ResourceNotFoundException */
export function remove(tables: Tables, input: Omit<DeleteCommandInput, 'ReturnValues'>): Write {
  const { checkIn, ...write } = withKey(tables, input);
  return {
    ...write,
    apply(before) {
      checkIn(before);
      return undefined;
    },
  };
}

/** Only checks a condition. @throws ValidationException, ResourceNotFoundException */
export function check(tables: Tables, input: Check): Write {
  if (input.ConditionExpression === undefined) {
    throw new ValidationException('ConditionExpression must not be null');
  }
  const { checkIn, ...write } = withKey(tables, input);
  return {
    ...write,
    apply(before) {
      checkIn(before);
      return before;
    },
  };
}

/** Updates an item, or adds one. @throws ValidationException, ResourceNotFoundException */
export function update(tables: Tables, input: Omit<UpdateCommandInput, 'ReturnValues'>): Write {
  const { UpdateExpression } = input;
  const parsed = UpdateExpression === undefined ? undefined : parseUpdate(UpdateExpression);
  const { checkIn, placeholders, ...write } = withKey(tables, input, parsed);
  const actions = parsed?.tree ?? [];
  const paths = actions.map(({ path }) => placeholders.path(path));
  if (parsed !== undefined) {
    pathTree(parsed.what, paths);
    checkUpdate(parsed, placeholders);
  }
  return {
    ...write,
    paths,
    checkKey() {
      write.checkKey();
      const { attributes } = write.table.key;
      const changed = attributes.find(({ name }) => paths.some(([head]) => head === name));
      if (changed === undefined) return;
      throw new ValidationException(
        `One or more parameter values were invalid: Cannot update attribute ${changed.name}. This attribute is part of the key`,
      );
    },
    apply(before) {
      checkIn(before);
      const after = applyUpdate(before ?? write.item, actions, placeholders);
      write.table.checkIndexed(after);
      write.table.checkSize(after);
      return after;
    },
  };
}

function withKey(
  tables: Tables,
  input: Conditional & { readonly Key?: object | undefined },
  ...expressions: (Parsed<unknown> | undefined)[]
) {
  const key = required('Key', input.Key);
  const write = conditional(tables, input, key, ...expressions);
  return { ...write, checkKey: () => checkKey(key, write.table.key) };
}

function conditional(
  tables: Tables,
  input: Conditional,
  item: Item,
  ...expressions: (Parsed<unknown> | undefined)[]
) {
  const { TableName, ConditionExpression, ReturnValuesOnConditionCheckFailure } = input;
  const condition = ConditionExpression === undefined ? undefined : parseCondition(ConditionExpression);
  const values = valuesIn(input.ExpressionAttributeValues);
  const names = input.ExpressionAttributeNames;
  const placeholders = new Placeholders(names, values, [condition, ...expressions]);
  if (condition !== undefined) checkCondition(condition, placeholders);
  const table = tables.get(TableName);
  checkKeyValues(item, table.key);
  table.checkSize(item);
  const shows = ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  const texts = [TableName, condition, ReturnValuesOnConditionCheckFailure, ...expressions];
  return {
    table,
    item,
    placeholders,
    paths: [] as readonly Path[],
    request: [...texts, item, values, { ...names }],
    /** Checks the condition on what is stored. */
    checkIn(before: Item | undefined): void {
      if (isMet(condition, before, placeholders)) return;
      throw conditionFailed(shows ? before : undefined);
    },
  };
}

const isMet = (
  condition: Parsed<Condition> | undefined,
  before: Item | undefined,
  placeholders: Placeholders,
): boolean => condition === undefined || holds(condition.tree, before ?? {}, placeholders);
