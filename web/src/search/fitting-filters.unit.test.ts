import { expect, test } from 'vitest';
import { productQuerySchema } from '../../../functions/catalog/domain/product-search.ts';
import { customerQuerySchema } from '../../../functions/customer/domain/customer-search.ts';
import { fittingFilters } from './fitting-filters.ts';

test('filters that the service takes stay as they are typed', () => {
  const filters = { name: 'Zoë ', minAge: '18', maxAge: '30' };
  expect(fittingFilters(customerQuerySchema, filters)).toEqual(filters);
});

test('each filter that the service would refuse is left out, and no other', () => {
  const filters = { name: 'Zoë', minAge: 'old', country: 'X' };
  expect(fittingFilters(customerQuerySchema, filters)).toEqual({ name: 'Zoë' });
});

test('of a range that is upside down its end is left out', () => {
  const filters = { minPrice: '500', maxPrice: '100' };
  expect(fittingFilters(productQuerySchema, filters)).toEqual({ minPrice: '500' });
});
