import { expect, test } from 'vitest';
import { withCurrency, withPrice } from './price-filters.ts';

test('a price is in the chosen currency, or in the default one', () => {
  expect(withPrice({}, { minPrice: '500' }, 'EUR')).toEqual({ minPrice: '500', currency: 'EUR' });
  expect(withPrice({ currency: 'JPY' }, { maxPrice: '5' }, 'EUR')).toEqual({
    maxPrice: '5',
    currency: 'JPY',
  });
});

test('typed prices keep their digits in another currency', () => {
  const euros = { minPrice: '2000', maxPrice: '1,2,3', currency: 'EUR' };
  expect(withCurrency(euros, 'JPY')).toEqual({ minPrice: '20', maxPrice: '1,2,3', currency: 'JPY' });
  expect(withCurrency({ ...euros, minPrice: '1250' }, 'JPY')).toMatchObject({ minPrice: '12.5' });
  expect(withCurrency(euros, 'KWD')).toMatchObject({ minPrice: '20000' });
});

test('removing the currency does not change the typed prices', () => {
  expect(withCurrency({ minPrice: '2000', currency: 'EUR' }, undefined)).toEqual({ currency: undefined });
});
