import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSales } from '../sales-files/read-sales.ts';
import { planImport } from './plan.ts';
import { emailOf, type NewStock, SPARE_STOCK } from './plan-entities.ts';
import { aNamedFile, type Sale } from './testing/sales-file.ts';

const planOf = (sales: readonly Sale[], stock?: NewStock) => planImport([aNamedFile(sales)], stock);

const someSale: fc.Arbitrary<Sale> = fc.record({
  InvoiceNo: fc.constantFrom('1', 'C2'),
  StockCode: fc.constantFrom('A', 'B', ''),
  Quantity: fc.constantFrom('1', '2', '-1', '-2', '0', 'x'),
  UnitPrice: fc.constantFrom('1.5', '0', '-1'),
  CustomerID: fc.constantFrom('1', '2', ''),
});

test('a product has the first name of its code among its sales, and its first price', () => {
  const { products } = planOf([
    { Description: '', Quantity: '2', UnitPrice: '2.55' },
    { Description: 'DAMAGED', Quantity: '7', CustomerID: '' },
    { Description: 'WHITE  HEART', Quantity: '3', UnitPrice: '2.95' },
  ]);
  expect([...products]).toEqual([
    ['85123a', { name: 'WHITE HEART', sku: '85123A', price: { amount: 255, currency: 'GBP' }, stock: 100 }],
  ]);
});

test('a product without a description is named by its code; a long name is cut to 100 characters', () => {
  const { products } = planOf([
    { StockCode: 'A', Description: '' },
    { StockCode: 'B', Description: `${'x'.repeat(99)}😀` },
  ]);
  expect([...products.values()].map(({ name }) => name)).toEqual(['A', 'x'.repeat(99)]);
});

test('a product has the given stock, or what its purchases need and 100', () => {
  const sales = [{ Quantity: '500' }, { Quantity: '3' }];
  expect(planOf(sales, 'keep').products.get('85123a')?.stock).toBe(603);
  expect(planOf([{ Quantity: '500' }], 3).products.get('85123a')?.stock).toBe(3);
});

test('a customer has the first country in its lines, an e-mail, and no birth date', () => {
  const { customers } = planOf([{ Country: '' }, { Country: 'EIRE' }, { Country: 'Spain' }]);
  expect([...customers]).toEqual([
    [
      '17850',
      {
        name: 'Customer 17850',
        email: 'customer-17850@import.example',
        country: 'EIRE',
      },
    ],
  ]);
});

test('customers and products that only rejected lines have are not planned', () => {
  const { customers, products } = planOf([
    { UnitPrice: '0' },
    { CustomerID: '' },
    { InvoiceNo: 'C', Quantity: '-1' },
  ]);
  expect([customers.size, products.size]).toEqual([0, 0]);
});

test('ids that differ in special characters have different, valid e-mails; those that differ in case are one', () => {
  const ids = ['ab', 'a b', 'a_b', 'Ä', 'x'.repeat(300)];
  const emails = ids.map((id) => emailOf({ id }));
  expect(new Set(emails).size).toBe(emails.length);
  for (const email of emails) expect(email).toMatch(/^customer-[a-z\d_-]{1,50}@import\.example$/);
  expect(emailOf({ id: 'AB' })).toBe(emails[0]);
  expect(emailOf({ id: '7', email: 'olga@example.com' })).toBe('olga@example.com');
});

test('a customer has the first name, e-mail address and country in their lines', () => {
  const text =
    'Order,SKU,Price,Customer ID,Customer Name,Email,Country\n1,A,€1,7,,,\n2,A,€1,7.0,Olga Ek,o@example.com,Sweden\n3,A,€1,7,O. Ek,,';
  const { customers } = planImport([{ name: 'a.csv', sales: readSales(new TextEncoder().encode(text)) }]);
  expect([...customers.values()]).toEqual([{ name: 'Olga Ek', email: 'o@example.com', country: 'Sweden' }]);
});

test('a line of an order that is in two files counts once', () => {
  const january = [{ InvoiceNo: '1' }, { InvoiceNo: '1' }];
  const both = [aNamedFile(january, 'january.csv'), aNamedFile([...january, { InvoiceNo: '2' }], 'both.csv')];
  expect(planImport(both).purchases.map(({ file, invoiceNo }) => `${file} ${invoiceNo}`)).toEqual([
    'january.csv 1',
    'january.csv 1',
    'both.csv 2',
  ]);
});

test('every line is exactly one of purchase, return of one, return of another one, and rejected', () => {
  fc.assert(
    fc.property(fc.array(someSale), (sales) => {
      const { purchases, returns, sought, rejected } = planOf(sales);
      const numbers = [...purchases, ...returns.map(({ line }) => line), ...sought].map(
        ({ number }) => number,
      );
      const all = [...numbers, ...rejected.map(({ number }) => number)];
      expect(all.toSorted((a, b) => a - b)).toEqual(sales.map((_, index) => index + 2));
    }),
  );
});

test('the same file gives the same plan, and appended lines do not change the earlier purchases', () => {
  fc.assert(
    fc.property(fc.array(someSale), fc.array(someSale), (sales, more) => {
      const plan = planOf(sales);
      expect(planOf(sales)).toEqual(plan);
      const longer = planOf([...sales, ...more]);
      expect(longer.purchases.slice(0, plan.purchases.length)).toEqual(plan.purchases);
      expect(longer.returns.slice(0, plan.returns.length)).toEqual(plan.returns);
    }),
  );
});

test('the planned stock is enough for all purchases', () => {
  fc.assert(
    fc.property(fc.array(someSale), (sales) => {
      const { purchases, products } = planOf(sales, 'keep');
      for (const [code, { stock }] of products) {
        const taken = purchases.filter(({ sku }) => sku.toLowerCase() === code);
        expect(stock).toBe(taken.reduce((sum, { quantity }) => sum + quantity, SPARE_STOCK));
      }
    }),
  );
});
