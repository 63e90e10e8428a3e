import { expect, test } from 'vitest';
import { batchItemFailures } from './batch-item-failures.ts';

test.each([
  [null],
  [undefined],
  [''],
  [[]],
  [{}],
  [{ batchItemFailures: null }],
  [{ batchItemFailures: [] }],
])('the response %j reports no failure', (payload) => {
  expect(batchItemFailures(payload)).toEqual([]);
});

test('a response reports the items that it lists', () => {
  const payload = { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }] };
  expect(batchItemFailures(payload)).toEqual(['a', 'b']);
});

test.each([
  ['done'],
  [0],
  [false],
  [['a']],
  [{ batchItemFailures: 'a' }],
  [{ batchItemFailures: [{ id: 'a' }] }],
  [{ batchItemFailures: [{ itemIdentifier: null }] }],
])('the response %j is malformed', (payload) => {
  expect(batchItemFailures(payload)).toBeUndefined();
});
