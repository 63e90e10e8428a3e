import { expect, test } from 'vitest';
import { itemsOf } from './list.ts';

test('an item that is on two pages is listed once, where it came first and as it was read last', () => {
  const ada = { id: '1', name: 'Ada' };
  const eve = { id: '2', name: 'Eve' };
  const countess = { ...ada, name: 'Countess' };
  const data = { pages: [{ items: [ada] }, { items: [eve, countess] }] };
  expect(itemsOf(data, ({ id }) => id)).toEqual([countess, eve]);
  expect(itemsOf<typeof ada>(undefined, ({ id }) => id)).toEqual([]);
});
