import { expect, test } from 'vitest';
import { readSales } from '../../sales-files/read-sales.ts';
import { planImport } from '../../sales-import/plan.ts';
import { INVENTED, inventedSales } from './invented-sales.ts';

test('an invented file has as many of everything as it says, and is the same in every run', () => {
  const text = inventedSales();
  expect(inventedSales()).toBe(text);
  const plan = planImport([{ name: 'sales.csv', sales: readSales(new TextEncoder().encode(text)) }]);
  expect({
    sales: plan.purchases.length,
    customers: plan.customers.size,
    products: plan.products.size,
    withoutCustomer: plan.rejected.filter(({ reason }) => reason === 'no customer').length,
    returns: plan.returns.length,
  }).toEqual(INVENTED);
  expect(plan.rejected).toHaveLength(INVENTED.withoutCustomer);
});
