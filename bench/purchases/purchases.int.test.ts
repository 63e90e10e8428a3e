import { expect, test } from 'vitest';
import { reported } from '../row.ts';
import { measured } from './purchases.ts';

test('many purchases at once cost few units and invocations, and one product sells without losing races', async () => {
  const rows = new Map((await measured()).map((row) => [row.name, reported(row)]));
  const names = [
    'purchase: busy, write units',
    'purchase: busy, invocations',
    ...[2, 5, 10].flatMap((n) => [
      `hot product: ${n} at once`,
      `hot product: ${n} at once, transactions each`,
      `hot product: ${n} at once, stragglers`,
    ]),
  ];
  expect(names.map((name) => [name, rows.get(name)?.ok])).toEqual(names.map((name) => [name, true]));
  expect(rows.get('1,000 products: 1 at once, transactions each')?.value).toBeLessThanOrEqual(0.16);
  expect(rows.get('1,000 products: 1 at once, write units each')?.value).toBeLessThanOrEqual(3.3);
  // Not more than now, until it keeps to its mark.
  expect(rows.get('purchase: alone, write units')?.value).toBeLessThanOrEqual(43);
  expect(rows.get('purchase: busy, write units')?.value).toBeLessThanOrEqual(22.1);
  expect(rows.get('purchase: alone, invocations')?.value).toBeLessThanOrEqual(10);
}, 180_000);
