import { expect, test } from 'vitest';
import { newProductSchema } from '../../contracts/catalog/shapes.ts';
import { newCustomerSchema } from '../../contracts/customer/shapes.ts';
import { newPurchaseSchema } from '../../contracts/purchases/shapes.ts';
import { demoData } from './demo-data.ts';

const { customers, products, purchases } = demoData();

test('demo data is the same at every start', () => {
  expect(demoData()).toEqual({ customers, products, purchases });
});

test('demo data has 200 customers, 100 products in 8 categories and 1,000 purchases', () => {
  expect([customers.length, products.length, purchases.length]).toEqual([200, 100, 1_000]);
  expect(new Set(products.map(({ category }) => category)).size).toBe(8);
  expect(new Set(customers.map(({ country }) => country)).size).toBe(10);
});

test('a few customers of each country have no birth date', () => {
  const ageless = customers.filter(({ birthDate }) => birthDate === undefined);
  expect(new Set(ageless.map(({ country }) => country)).size).toBe(10);
  expect(ageless.length).toBeLessThan(30);
});

test('the API accepts all demo data', () => {
  const id = '01890000-0000-7000-8000-000000000000';
  for (const customer of customers) expect(newCustomerSchema.parse(customer)).toEqual(customer);
  for (const product of products) expect(newProductSchema.parse(product)).toEqual(product);
  for (const { quantity } of purchases) {
    expect(() => newPurchaseSchema.parse({ customerId: id, productId: id, quantity })).not.toThrow();
  }
});

test('no two customers share an e-mail address, no two products a name or an SKU', () => {
  expect(new Set(customers.map(({ email }) => email)).size).toBe(customers.length);
  expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
  expect(new Set(products.map(({ sku }) => sku)).size).toBe(products.length);
});

test('some purchases are cancelled, and 3 to 15 percent exceed the stock', () => {
  const stock = products.map((product) => product.stock);
  const refused = purchases.filter(({ product, quantity }) => {
    if ((stock[product] ?? 0) < quantity) return true;
    stock[product] = (stock[product] ?? 0) - quantity;
    return false;
  });
  expect(refused.length).toBeGreaterThan(30);
  expect(refused.length).toBeLessThan(150);
  expect(purchases.filter(({ isCancelled }) => isCancelled)).toHaveLength(40);
  expect(stock).toContain(0);
});

test('there are bestsellers and loyal customers', () => {
  const most = (keys: readonly number[]): number =>
    Math.max(...[...Map.groupBy(keys, (key) => key).values()].map(({ length }) => length));
  expect(most(purchases.map(({ product }) => product))).toBeGreaterThan(50);
  expect(most(purchases.map(({ customer }) => customer))).toBeGreaterThan(30);
});

test('purchases are in the order of time: some on each of the sixty days before today, the last ones now', () => {
  const earlier = purchases.flatMap(({ minutesBeforeToday }) => minutesBeforeToday ?? []);
  expect(earlier).toEqual(earlier.toSorted((one, other) => other - one));
  expect(earlier).toHaveLength(960);
  const days = Map.groupBy(earlier, (minutes) => Math.ceil(minutes / (24 * 60)));
  expect([...days.keys()].toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 60 }, (_, n) => n + 1),
  );
  expect(purchases.slice(960).every(({ minutesBeforeToday }) => minutesBeforeToday === undefined)).toBe(true);
});
