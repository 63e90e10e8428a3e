import { beforeEach, expect, test } from 'vitest';
import { byIds } from './by-ids.ts';

interface Thing {
  readonly id: string;
}

let asked: string[][] = [];

beforeEach(() => {
  asked = [];
});

const readThings = async (ids: readonly string[]) => {
  asked.push([...ids]);
  if (ids.includes('broken')) throw new Error('broken');
  return { items: ids.filter((id) => id !== 'gone').map((id) => ({ id })) };
};

const things = () => byIds<Thing>(readThings, ({ id }) => id);

test('what is asked for at the same time is read in one request, each id once', async () => {
  const read = things();
  expect(await Promise.all([read('a'), read('b'), read('a')])).toEqual([
    { id: 'a' },
    { id: 'b' },
    { id: 'a' },
  ]);
  expect(asked).toEqual([['a', 'b']]);
});

test('what does not exist is null', async () => {
  expect(await things()('gone')).toBeNull();
});

test('what is asked for later is another request', async () => {
  const read = things();
  await read('a');
  await read('b');
  expect(asked).toEqual([['a'], ['b']]);
});

test('more than a request takes are read in several', async () => {
  const read = things();
  const ids = Array.from({ length: 150 }, (_, index) => `id-${index}`);
  await Promise.all(ids.map(read));
  expect(asked.map(({ length }) => length)).toEqual([100, 50]);
});

test('a failed request fails for all who asked', async () => {
  const read = things();
  const outcomes = await Promise.allSettled([read('broken'), read('a')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
