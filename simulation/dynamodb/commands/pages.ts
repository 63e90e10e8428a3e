import type { QueryCommandInput, ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { itemSize } from '../../../shared/dynamodb/item-size.ts';
import { checkCondition } from '../expressions/check-condition.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { parseFilter } from '../expressions/parse-condition.ts';
import { parseProjection } from '../expressions/parse-projection.ts';
import { type PathTree, pathTree } from '../expressions/path-tree.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import type { Condition, Operand, Parsed } from '../expressions/syntax.ts';
import type { Collection } from '../storage/collection.ts';
import { isOfType, type KeyAttribute, type KeySchema, keyOf } from '../storage/key-schema.ts';
import type { StoredIndex } from '../storage/stored-index.ts';
import { itemIn } from '../values/copy-in.ts';
import { itemOut } from '../values/copy-out.ts';
import { ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';
import { valuesIn } from './inputs.ts';
import { projected } from './read.ts';
import type { Tables } from './tables.ts';

const MAX_PAGE_BYTES = 1024 * 1024;
const SELECTS: readonly unknown[] = [
  'ALL_ATTRIBUTES',
  'ALL_PROJECTED_ATTRIBUTES',
  'COUNT',
  'SPECIFIC_ATTRIBUTES',
];

/** What a query and a scan have in common. */
export interface Reading {
  readonly key: KeySchema;
  readonly items: Collection;
  /** The attributes of a position between two pages. */
  readonly position: readonly KeyAttribute[];
  readonly index: StoredIndex | undefined;
  readonly placeholders: Placeholders;
  readonly filter: Parsed<Condition> | undefined;
  readonly projection: PathTree | undefined;
  readonly limit: number;
  readonly after: Item | undefined;
  readonly counts: boolean;
}

type PageInput = Pick<
  QueryCommandInput & ScanCommandInput,
  | 'TableName'
  | 'IndexName'
  | 'FilterExpression'
  | 'ProjectionExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
  | 'Limit'
  | 'ExclusiveStartKey'
  | 'ConsistentRead'
  | 'Select'
>;

/** A page of a query or scan. */
export interface Page {
  readonly Items?: Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
}

/** @param keyCondition of a query. @throws ValidationException, ResourceNotFoundException */
export function readingOf(tables: Tables, input: PageInput, keyCondition?: Parsed<Condition>): Reading {
  const { TableName, IndexName, Limit, ExclusiveStartKey } = input;
  const filter = input.FilterExpression === undefined ? undefined : parseFilter(input.FilterExpression);
  const paths =
    input.ProjectionExpression === undefined ? undefined : parseProjection(input.ProjectionExpression);
  const values = valuesIn(input.ExpressionAttributeValues);
  const placeholders = new Placeholders(input.ExpressionAttributeNames, values, [
    keyCondition,
    filter,
    paths,
  ]);
  if (filter !== undefined) checkCondition(filter, placeholders);
  const projection =
    paths &&
    pathTree(
      paths.what,
      paths.tree.map((path) => placeholders.path(path)),
    );
  if (Limit !== undefined && !(Limit >= 1)) throw new ValidationException('Limit must be at least 1');
  const table = tables.get(TableName);
  const index = IndexName === undefined ? undefined : table.index(IndexName);
  if (index?.isGlobal && input.ConsistentRead) {
    throw new ValidationException('Consistent reads are not supported on global secondary indexes');
  }
  checkSelect(input, index);
  checkProjected(projection, index);
  const source = index ?? { key: table.key, items: table.items, position: table.key.attributes };
  const { key, items, position } = source;
  return {
    key,
    items,
    position,
    index,
    placeholders,
    filter,
    projection,
    limit: Limit ?? Number.POSITIVE_INFINITY,
    after: ExclusiveStartKey === undefined ? undefined : startOf(ExclusiveStartKey, position),
    counts: input.Select === 'COUNT',
  };
}

function checkSelect({ Select, ProjectionExpression }: PageInput, index: StoredIndex | undefined): void {
  if (Select === undefined) return;
  const isSpecific = Select === 'SPECIFIC_ATTRIBUTES';
  const isWrong =
    !SELECTS.includes(Select) ||
    isSpecific !== (ProjectionExpression !== undefined) ||
    (Select === 'ALL_PROJECTED_ATTRIBUTES' && index === undefined) ||
    (Select === 'ALL_ATTRIBUTES' && index?.isGlobal && index.projected !== undefined);
  if (isWrong) throw new ValidationException(`Select type ${Select} is not supported here`);
}

function checkProjected(projection: PathTree | undefined, index: StoredIndex | undefined): void {
  if (projection === undefined || index?.projected === undefined || !index.isGlobal) return;
  for (const name of projection.keys()) {
    if (index.projected.has(String(name))) continue;
    throw new ValidationException(
      `One or more parameter values were invalid: Global secondary index ${index.name} does not project [${name}]`,
    );
  }
}

function startOf(given: object, position: readonly KeyAttribute[]): Item {
  const start = itemIn(given);
  const isComplete =
    Object.keys(start).length === position.length && position.every((each) => isOfType(start, each));
  if (!isComplete) throw new ValidationException('The provided starting key is invalid');
  return start;
}

/** Reads items until there are enough, and keeps those that pass the filter. */
export function pageOf(reading: Reading, items: Iterable<Item>): Page {
  const { filter, index, limit, placeholders, position, projection, counts } = reading;
  const found: Item[] = [];
  let [scanned, bytes, count] = [0, 0, 0];
  let last: Item | undefined;
  for (const stored of items) {
    const item = index === undefined ? stored : index.project(stored);
    scanned += 1;
    bytes += itemSize(item);
    last = stored;
    if (filter === undefined || holds(filter.tree, item, placeholders)) {
      count += 1;
      if (!counts) found.push(projected(item, projection));
    }
    if (scanned >= limit || bytes >= MAX_PAGE_BYTES) break;
  }
  const isFull = last !== undefined && (scanned >= limit || bytes >= MAX_PAGE_BYTES);
  return {
    ...(!counts && { Items: found }),
    Count: count,
    ScannedCount: scanned,
    ...(isFull && last !== undefined && { LastEvaluatedKey: itemOut(keyOf(last, position)) }),
  };
}

/** The first names of all paths in a condition. */
export function headsOf(condition: Condition, placeholders: Placeholders): Set<string> {
  const heads = new Set<string>();
  const addOperand = (operand: Operand): void => {
    if (operand.kind === 'path') heads.add(String(placeholders.path(operand.path)[0]));
    if (operand.kind === 'size') addOperand(operand.of);
  };
  const add = (part: Condition): void => {
    if (part.kind === 'not') add(part.condition);
    else if (part.kind === 'function') part.args.forEach(addOperand);
    else if (part.kind === 'compare') [part.left, part.right].forEach(addOperand);
    else if (part.kind === 'between') [part.operand, part.low, part.high].forEach(addOperand);
    else if (part.kind === 'in') [part.operand, ...part.list].forEach(addOperand);
    else [part.left, part.right].forEach(add);
  };
  add(condition);
  return heads;
}
