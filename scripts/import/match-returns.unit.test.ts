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

const matched = (...lines: FileLine[]) =>
  matchReturns(lines).map((match) => [
    match.line.key,
    'purchase' in match ? match.purchase.key : match.reason,
  ]);

test('a return takes back the last earlier purchase of the same customer, product and quantity', () => {
  expect(
    matched(
      line('first', 2),
      line('second', 2, '1', 'a'),
      line('other quantity', 3),
      line('return', -2),
      line('later', 2),
    ),
  ).toEqual([['return', 'second']]);
});

test('no purchase is taken back twice', () => {
  expect(matched(line('p', 2), line('r1', -2), line('r2', -2))).toEqual([
    ['r1', 'p'],
    ['r2', 'return without a matching purchase'],
  ]);
});

test('a return before its purchase, or of another customer or product, has no purchase', () => {
  expect(
    matched(line('early', -2), line('p', 2), line('customer', -2, '2'), line('product', -2, '1', 'B')),
  ).toEqual(['early', 'customer', 'product'].map((key) => [key, 'return without a matching purchase']));
});

test('a return of fewer pieces than were bought has a reason of its own', () => {
  expect(matched(line('p', 5), line('r', -2))).toEqual([['r', 'return of part of a purchase']]);
});
