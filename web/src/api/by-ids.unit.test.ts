import { beforeEach, expect, test } from 'vitest';
import { byIds } from './by-ids.ts';

interface Thing {
  readonly id: string;
}

let requests: string[][] = [];

beforeEach(() => {
  requests = [];
});

const readThings = async (ids: readonly string[]) => {
  requests.push([...ids]);
  if (ids.includes('broken')) throw new Error('broken');
  return { items: ids.filter((id) => id !== 'gone').map((id) => ({ id })) };
};

const things = () => byIds<Thing>(readThings, ({ id }) => id);

test('ids requested at the same time are read in one request, each once', async () => {
  const read = things();
  expect(await Promise.all([read('a'), read('b'), read('a')])).toEqual([
    { id: 'a' },
    { id: 'b' },
    { id: 'a' },
  ]);
  expect(requests).toEqual([['a', 'b']]);
});

test('an entity that does not exist is null', async () => {
  expect(await things()('gone')).toBeNull();
});

test('an id requested later is another request', async () => {
  const read = things();
  await read('a');
  await read('b');
  expect(requests).toEqual([['a'], ['b']]);
});

test('more ids than fit into one request are read in several', async () => {
  const read = things();
  const ids = Array.from({ length: 150 }, (_, index) => `id-${index}`);
  await Promise.all(ids.map(read));
  expect(requests.map(({ length }) => length)).toEqual([100, 50]);
});

test('a failed request rejects all its ids', async () => {
  const read = things();
  const outcomes = await Promise.allSettled([read('broken'), read('a')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
