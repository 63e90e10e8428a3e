import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSalesFile, type Sale } from '../testing/sales-file.ts';
import { planImport } from './plan.ts';
import { emailOf, SPARE_STOCK } from './plan-entities.ts';

const planOf = (sales: readonly Sale[], stock?: number) => planImport(aSalesFile(sales), stock);

const someSale: fc.Arbitrary<Sale> = fc.record({
  InvoiceNo: fc.constantFrom('1', 'C2'),
  StockCode: fc.constantFrom('A', 'B', ''),
  Quantity: fc.constantFrom('1', '2', '-1', '-2', '0', 'x'),
  UnitPrice: fc.constantFrom('1.5', '0', '-1'),
  CustomerID: fc.constantFrom('1', '2', ''),
});

test('a product has the first description of its code, its first price, and stock for its purchases plus 100', () => {
  const { products } = planOf([
    { Description: '', Quantity: '2', UnitPrice: '2.55' },
    { Description: 'DAMAGED', Quantity: '7', CustomerID: '' },
    { Description: 'WHITE  HEART', Quantity: '3', UnitPrice: '2.95' },
  ]);
  expect([...products]).toEqual([
    ['85123A', { name: 'DAMAGED', sku: '85123A', price: { amount: 255, currency: 'GBP' }, stock: 105 }],
  ]);
});

test('a product without a description is named by its code; a long name is cut to 100 characters', () => {
  const { products } = planOf([
    { StockCode: 'A', Description: '' },
    { StockCode: 'B', Description: `${'x'.repeat(99)}😀` },
  ]);
  expect([...products.values()].map(({ name }) => name)).toEqual(['A', 'x'.repeat(99)]);
});

test('every product has the given stock', () => {
  expect(planOf([{ Quantity: '500' }], 3).products.get('85123A')?.stock).toBe(3);
});

test('a customer has the first country in its lines, an e-mail and a fixed birth date', () => {
  const { customers } = planOf([{ Country: '' }, { Country: 'EIRE' }, { Country: 'Spain' }]);
  expect([...customers]).toEqual([
    [
      '17850',
      {
        name: 'Customer 17850',
        email: 'customer-17850@import.example',
        birthDate: '1970-01-01',
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

test('ids that differ in case or special characters have different, valid e-mails', () => {
  const emails = ['ab', 'AB', 'a b', 'a_b', 'Ä', 'x'.repeat(300)].map(emailOf);
  expect(new Set(emails).size).toBe(emails.length);
  for (const email of emails) expect(email).toMatch(/^customer-[a-z\d_-]{1,50}@import\.example$/);
});

test('every line is exactly one of purchase, cancellation and rejected', () => {
  fc.assert(
    fc.property(fc.array(someSale), (sales) => {
      const { purchases, cancellations, rejected } = planOf(sales);
      const numbers = [...purchases, ...cancellations].map(({ line }) => line.number);
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
      expect(longer.cancellations.slice(0, plan.cancellations.length)).toEqual(plan.cancellations);
    }),
  );
});

test('the planned stock is enough for all purchases', () => {
  fc.assert(
    fc.property(fc.array(someSale), (sales) => {
      const { purchases, products } = planOf(sales);
      for (const [code, { stock }] of products) {
        const taken = purchases.filter(({ line }) => line.stockCode === code);
        expect(stock).toBe(taken.reduce((sum, { quantity }) => sum + quantity, SPARE_STOCK));
      }
    }),
  );
});
