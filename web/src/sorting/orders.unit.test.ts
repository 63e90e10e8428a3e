import { expect, test } from 'vitest';
import { customerQuerySchema } from '../../../contracts/customer/queries.ts';
import { leavesOut, ordersOf, withPossibleSort } from './orders.ts';

const search = { byName: false, byTrade: false };

test.each([
  [undefined, 'name'],
  ['units', 'units'],
  ['price', 'name'],
] as const)('sort=%s without a search lists by %s', (sort, order) => {
  expect(ordersOf({ sort }, search)).toEqual({ order, only: undefined });
});

test('a search by name has one order, and says why', () => {
  expect(ordersOf({ sort: 'units' }, { ...search, byName: true })).toEqual({
    order: 'name',
    only: 'What a search finds is sorted by name',
  });
});

test('a list that is filtered by purchases is from the newest, even if it is searched by name', () => {
  expect(ordersOf({}, { byName: true, byTrade: true }).order).toBe('newest');
});

test.each([
  { name: 'ada', sort: 'units' },
  { bought: '0198c0de-0000-7000-8000-000000000001', sort: 'lastPurchase' },
])('the service accepts %o without the impossible order', (filters) => {
  const orders = ordersOf(filters, { byName: 'name' in filters, byTrade: 'bought' in filters });
  expect(customerQuerySchema.safeParse(filters).success).toBe(false);
  expect(customerQuerySchema.safeParse(withPossibleSort(filters, orders)).success).toBe(true);
});

test('a possible order is kept, an unknown one as well, which the list refuses', () => {
  const filters = { country: 'Norway', sort: 'price' };
  expect(withPossibleSort(filters, ordersOf(filters, search))).toEqual(filters);
});

test.each<[filters: { readonly sort?: string; readonly country?: string }, isLeftOut: boolean]>([
  [{}, false],
  [{ sort: 'newest' }, false],
  [{ sort: 'units' }, true],
  [{ country: 'Norway' }, true],
])('whether %o leaves something out', (filters, expected) => {
  expect(leavesOut(filters)).toBe(expected);
});
