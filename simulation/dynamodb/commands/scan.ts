import type { ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { firstIndex } from '../storage/first-index.ts';
import { ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';
import { type Page, pageOf, type Reading, readingOf } from './pages.ts';
import type { Tables } from './tables.ts';

const MAX_SEGMENTS = 1_000_000;

/** Scan. Its order looks random, as in DynamoDB, but is always the same. */
export function scan(tables: Tables, input: ScanCommandInput): Page {
  const { Segment, TotalSegments } = input;
  checkSegment(Segment, TotalSegments);
  const reading = readingOf(tables, input);
  return pageOf(reading, itemsAfter(reading, Segment ?? 0, TotalSegments ?? 1));
}

function checkSegment(segment: number | undefined, total: number | undefined): void {
  if (segment === undefined && total === undefined) return;
  const isValid =
    segment !== undefined &&
    total !== undefined &&
    total >= 1 &&
    total <= MAX_SEGMENTS &&
    segment >= 0 &&
    segment < total;
  if (!isValid) throw new ValidationException('The Segment parameter must be less than TotalSegments');
}

function* itemsAfter({ items, after }: Reading, segment: number, total: number): Generator<Item> {
  const { partitions } = items;
  const startsIn = after && items.partition(after);
  const first = after === undefined ? 0 : items.positionOf(after);
  for (let position = first; position < partitions.length; position += 1) {
    const partition = partitions[position];
    if (partition === undefined || Math.floor((partition.place / 2 ** 32) * total) !== segment) continue;
    const from =
      after !== undefined && partition === startsIn
        ? firstIndex(partition.items, (item) => items.compare(item, after) > 0)
        : 0;
    for (let index = from; index < partition.items.length; index += 1) yield partition.items[index] as Item;
  }
}
