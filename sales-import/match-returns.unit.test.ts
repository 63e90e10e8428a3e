import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchReturns } from './match-returns.ts';
import type { FileLine } from './plan.ts';

const line = (key: string, quantity: number, who = '1', sku = 'A'): FileLine => ({
  key,
  quantity,
  customer: { id: who },
  sku,
  name: '',
  invoiceNo: '',
  unitPrice: { amount: 1, currency: 'EUR' },
  total: quantity,
  file: 'sales.csv',
  number: 2,
  record: [],
});

/** Each return with the purchases that it takes back, or the reason why there are none. */
const matched = (...lines: FileLine[]) =>
  matchReturns(lines).map((match) => [
    match.line.key,
    'parts' in match
      ? match.parts.map(({ purchase, quantity }) => `${quantity} of ${purchase.key}`).join(', ')
      : match.reason,
  ]);

const at = (day: number, each: FileLine, file = 'sales.csv'): FileLine => ({
  ...each,
  file,
  soldAt: `2024-01-${String(day).padStart(2, '0')}T00:00:00.000Z`,
});

test('a return takes back the last earlier purchase of the same customer, product and quantity', () => {
  expect(
    matched(
      line('first', 2),
      line('second', 2, '1', 'a'),
      line('other quantity', 3),
      line('return', -2),
      line('later', 2),
    ),
  ).toEqual([['return', '2 of second']]);
});

test('without one, it takes back a part of the last purchase of more', () => {
  expect(matched(line('first', 5), line('second', 4), line('small', 1), line('r', -2))).toEqual([
    ['r', '2 of second'],
  ]);
});

test('without one, it takes back the last purchases, as many as it takes', () => {
  expect(matched(line('first', 5), line('second', 2), line('third', 1), line('r', -7))).toEqual([
    ['r', '1 of third, 2 of second, 4 of first'],
  ]);
});

test('nothing is taken back twice', () => {
  expect(matched(line('p', 3), line('r1', -2), line('r2', -1), line('r3', -1))).toEqual([
    ['r1', '2 of p'],
    ['r2', '1 of p'],
    ['r3', 'return without a matching purchase'],
  ]);
});

test('a return before its purchase, or of another customer or product, has no purchase', () => {
  expect(
    matched(line('early', -2), line('p', 2), line('customer', -2, '2'), line('product', -2, '1', 'B')),
  ).toEqual(['early', 'customer', 'product'].map((key) => [key, 'return without a matching purchase']));
});

test('a return of more than was bought takes nothing back', () => {
  expect(matched(line('p', 5), line('r', -6), line('whole', -5))).toEqual([
    ['r', 'return of more than was bought'],
    ['whole', '5 of p'],
  ]);
});

test('a return in another currency has no purchase', () => {
  const euro = line('r', -1);
  expect(matched({ ...line('p', 1), unitPrice: { amount: 1, currency: 'USD' } }, euro)).toEqual([
    ['r', 'return without a matching purchase'],
  ]);
});

test('what is earlier is told by the dates, in files that begin with the newest, and in files in any order', () => {
  expect(matched(at(2, line('r', -2)), at(2, line('same day', 2)), at(1, line('p', 2)))).toEqual([
    ['r', '2 of same day'],
  ]);
  expect(matched(at(3, line('r', -2), 'february.csv'), at(1, line('p', 2), 'january.csv'))).toEqual([
    ['r', '2 of p'],
  ]);
  expect(matched(at(1, line('p', 2)), at(1, line('r', -2)), at(1, line('next', 2)))).toEqual([
    ['r', '2 of p'],
  ]);
});

test('no more is ever taken back of a purchase than was bought, nor for a return than it returns', () => {
  const some = fc.array(
    fc.record({
      quantity: fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0),
      day: fc.integer({ min: 1, max: 4 }),
    }),
  );
  fc.assert(
    fc.property(some, (drafts) => {
      const lines = drafts.map(({ quantity, day }, index) => at(day, line(`${index}`, quantity)));
      const taken = new Map<FileLine, number>();
      for (const match of matchReturns(lines)) {
        if (!('parts' in match)) continue;
        expect(match.parts.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(-match.line.quantity);
        for (const { purchase, quantity } of match.parts) {
          expect(quantity).toBeGreaterThan(0);
          expect((purchase.soldAt ?? '') <= (match.line.soldAt ?? '')).toBe(true);
          taken.set(purchase, (taken.get(purchase) ?? 0) + quantity);
        }
      }
      for (const [purchase, quantity] of taken) expect(quantity).toBeLessThanOrEqual(purchase.quantity);
    }),
  );
});
