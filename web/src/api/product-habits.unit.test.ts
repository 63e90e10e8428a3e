import { expect, test } from 'vitest';
import { habitsOf } from './product-habits.ts';

const product = (currency: string, category?: string) => ({
  price: { amount: 1, currency },
  ...(category !== undefined && { category }),
});

test('what most products have comes first, and what equally many have in the order of the products', () => {
  const products = [product('EUR', 'Tea'), product('CHF', 'Mugs'), product('CHF'), product('CHF', 'Mugs')];
  expect(habitsOf(products)).toEqual({ categories: ['Mugs', 'Tea'], currencies: ['CHF', 'EUR'] });
  expect(habitsOf([])).toEqual({ categories: [], currencies: [] });
});
