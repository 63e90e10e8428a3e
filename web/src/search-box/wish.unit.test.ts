import { expect, test } from 'vitest';
import { isId, suits, wishOf } from './wish.ts';

test.each([
  ['new purchase for Zoë Müller', 'sell', 'Zoë Müller'],
  ['Sell to ada', 'sell', 'ada'],
  ['sell mug', 'sell', 'mug'],
  ['adjust stock of tea', 'stock', 'tea'],
  ['stock  green tea ', 'stock', 'green tea'],
])('%j is something to do', (text, deed, name) => {
  expect(wishOf(text)).toEqual({ deed, name });
});

test.each(['new purchase', 'Sellers Guide', 'stocking', 'ada@example.com', 'stock'])(
  '%j is a name',
  (text) => {
    expect(wishOf(text)).toEqual({ deed: undefined, name: text });
  },
);

test('an id is one as a whole', () => {
  expect(isId('01A22C40-f792-7214-9e0d-3f6400d5eaf9')).toBe(true);
  expect(isId('01a22c40-f792-7214-9e0d-3f6400d5eaf')).toBe(false);
});

test('each word has to begin a word, in any order', () => {
  expect(suits('cust NEW', 'New customer')).toBe(true);
  expect(suits('', 'New customer')).toBe(true);
  expect(suits('new mug', 'New customer')).toBe(false);
});
