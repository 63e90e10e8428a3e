import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { outgoingOf } from '../../shared/outbox/outgoing.ts';
import { recordIn } from '../../shared/outbox/redriven.ts';
import type { EventsOfRecord } from '../../shared/outbox/table-events.ts';
import { messageOf } from './message.ts';
import { batchesOf } from './publisher-queue.ts';

test('a row arrives at the rules that make events as an insertion into its table', () => {
  const row = { thingId: 'one', name: 'odd \uFFFF\uFFFE', list: [1, { a: null }] };
  const body = messageOf('arn:aws:dynamodb:eu-west-1:1:table/Things-1A', 'thingId', marshall(row));
  expect(body).not.toMatch(/[\uFFFE\uFFFF]/);
  const seen: unknown[] = [];
  const eventsOf: EventsOfRecord = (...args) => {
    seen.push(args);
    return [];
  };
  outgoingOf({ 'Things-1A': eventsOf }, 'bus', recordIn(body));
  expect(seen).toEqual([
    [
      { before: undefined, after: row },
      { table: 'Things-1A', key: 'one' },
    ],
  ]);
});

test('messages are sent in batches of ten, and of few enough bytes', () => {
  const sizesOf = (messages: readonly string[]) => batchesOf(messages).map(({ length }) => length);
  expect(sizesOf([])).toEqual([]);
  expect(sizesOf(Array.from({ length: 21 }, () => 'x'))).toEqual([10, 10, 1]);
  expect(sizesOf(Array.from({ length: 5 }, () => 'é'.repeat(50 * 1024)))).toEqual([2, 2, 1]);
});
