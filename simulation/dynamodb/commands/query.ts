import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { checkCondition } from '../expressions/check-condition.ts';
import { parseKeyCondition } from '../expressions/parse-condition.ts';
import { firstIndex } from '../storage/first-index.ts';
import { areEqual } from '../values/equal.ts';
import { ValidationException } from '../values/errors.ts';
import type { Item, Value } from '../values/value.ts';
import { type KeyRange, keyRange } from './key-condition.ts';
import { headsOf, type Page, pageOf, type Reading, readingOf } from './pages.ts';
import type { Tables } from './tables.ts';

/** Query */
export function query(tables: Tables, input: QueryCommandInput): Page {
  if (input.KeyConditionExpression === undefined) {
    throw new ValidationException('KeyConditionExpression must be specified in the request.');
  }
  const condition = parseKeyCondition(input.KeyConditionExpression);
  const reading = readingOf(tables, input, condition);
  checkCondition(condition, reading.placeholders);
  const range = keyRange(condition.tree, reading.key, reading.placeholders);
  checkFilter(reading);
  checkStart(reading, range);
  return pageOf(reading, itemsIn(range, reading, input.ScanIndexForward ?? true));
}

function checkFilter({ filter, key, placeholders }: Reading): void {
  if (filter === undefined) return;
  const heads = headsOf(filter.tree, placeholders);
  const forbidden = key.attributes.find(({ name }) => heads.has(name));
  if (forbidden === undefined) return;
  throw new ValidationException(
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${forbidden.name}`,
  );
}

function checkStart({ after, key }: Reading, range: KeyRange): void {
  if (after === undefined) return;
  const sort = key.range === undefined ? undefined : after[key.range.name];
  const isInside =
    areEqual(after[key.hash.name], range.hash) &&
    (sort === undefined || (range.reaches(sort) && !range.isBeyond(sort)));
  if (isInside) return;
  throw new ValidationException(
    'The provided starting key is outside query boundaries based on provided conditions',
  );
}

function* itemsIn(range: KeyRange, reading: Reading, isForward: boolean): Generator<Item> {
  const { key, items, after } = reading;
  const partition = items.partition({ [key.hash.name]: range.hash });
  if (partition === undefined) return;
  const sorted = partition.items;
  const { range: sort } = key;
  let [from, to] = [0, sorted.length];
  if (sort !== undefined) {
    from = firstIndex(sorted, (item) => range.reaches(item[sort.name] as Value));
    to = firstIndex(sorted, (item) => range.isBeyond(item[sort.name] as Value));
  }
  if (after !== undefined && isForward) {
    from = Math.max(
      from,
      firstIndex(sorted, (item) => items.compare(item, after) > 0),
    );
  } else if (after !== undefined) {
    to = Math.min(
      to,
      firstIndex(sorted, (item) => items.compare(item, after) >= 0),
    );
  }
  if (isForward) for (let index = from; index < to; index += 1) yield sorted[index] as Item;
  else for (let index = to - 1; index >= from; index -= 1) yield sorted[index] as Item;
}
