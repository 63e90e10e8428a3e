import { expect, test } from 'vitest';
import { reasons } from './classify-line.ts';
import { matchCancellations, type Sale } from './match-cancellations.ts';

interface Line {
  readonly name: string;
  readonly customerId: string;
  readonly stockCode: string;
}

const sale = (
  name: string,
  kind: Sale<Line>['kind'],
  quantity: number,
  who = '1',
  what = 'A',
): Sale<Line> => ({
  line: { name, customerId: who, stockCode: what },
  kind,
  quantity,
});

const matched = (...sales: Sale<Line>[]) =>
  matchCancellations(sales).map((match) => [
    match.line.name,
    'purchase' in match ? match.purchase.name : match.reason,
  ]);

test('a cancellation cancels the last earlier purchase of the same customer, product and quantity', () => {
  expect(
    matched(
      sale('first', 'purchase', 2),
      sale('second', 'purchase', 2),
      sale('other quantity', 'purchase', 3),
      sale('cancellation', 'cancellation', 2),
      sale('later', 'purchase', 2),
    ),
  ).toEqual([['cancellation', 'second']]);
});

test('no purchase is cancelled twice', () => {
  expect(
    matched(sale('p', 'purchase', 2), sale('c1', 'cancellation', 2), sale('c2', 'cancellation', 2)),
  ).toEqual([
    ['c1', 'p'],
    ['c2', reasons.withoutPurchase],
  ]);
});

test('a cancellation before its purchase, or of another customer or product, has no purchase', () => {
  expect(
    matched(
      sale('early', 'cancellation', 2),
      sale('p', 'purchase', 2),
      sale('customer', 'cancellation', 2, '2'),
      sale('product', 'cancellation', 2, '1', 'B'),
    ),
  ).toEqual(['early', 'customer', 'product'].map((name) => [name, reasons.withoutPurchase]));
});

test('a cancellation of fewer units than were bought has a reason of its own', () => {
  expect(matched(sale('p', 'purchase', 5), sale('c', 'cancellation', 2))).toEqual([
    ['c', reasons.partOfPurchase],
  ]);
});
