import { expect, test } from 'vitest';
import { productQuerySchema } from '../../../contracts/catalog/queries.ts';
import { customerQuerySchema } from '../../../contracts/customer/queries.ts';
import { filterProblems } from './filter-problems.ts';

const customerLabels = { name: 'Name', minAge: 'Age from', maxAge: 'Age to', country: 'Country' };
const productLabels = { minPrice: 'Price from', maxPrice: 'Price to', currency: 'Currency' };

test('filters that the service accepts have no problems', () => {
  const filters = { name: 'Zoë ', minAge: '18', maxAge: '30' };
  expect(filterProblems(customerQuerySchema, filters, customerLabels)).toBeUndefined();
});

test('exactly the filters that the service would refuse have problems', () => {
  const filters = { name: 'Zoë', minAge: 'old', country: 'X' };
  expect(Object.keys(filterProblems(customerQuerySchema, filters, customerLabels) ?? {}).toSorted()).toEqual([
    'country',
    'minAge',
  ]);
});

test('a reversed range is a problem of its end, with the label of its start', () => {
  expect(filterProblems(customerQuerySchema, { minAge: '30', maxAge: '4' }, customerLabels)).toEqual({
    maxAge: 'This must not be below “Age from”.',
  });
});

test('a price without a currency is a problem of the currency', () => {
  expect(filterProblems(productQuerySchema, { minPrice: '500' }, productLabels)).toEqual({
    currency: 'This is required with “Price from” or “Price to”.',
  });
});

test('an unknown parameter is named', () => {
  const filters = { colour: 'blue' } as Record<string, string>;
  expect(filterProblems(customerQuerySchema, filters, customerLabels)).toEqual({
    colour: 'This is unknown.',
  });
});
