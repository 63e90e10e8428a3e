import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSales } from './read-sales.ts';

const read = (rows: readonly string[]) =>
  readSales(new TextEncoder().encode(rows.join('\n')), { currency: 'EUR' });

const guesses = (rows: readonly string[]) => read(rows).understood.guesses;

describe('any file', () => {
  const item = fc.record({
    sku: fc.constantFrom('T1', 'T2', '007'),
    name: fc.constantFrom('Tea', 'Jam, red', '2 x 4 board'),
    quantity: fc.constantFrom('1', '2', '-3', '12.0'),
    price: fc.constantFrom('3.50', '0.99', '1299.00', '€4.25'),
    country: fc.constantFrom('', 'Spain', '-'),
  });
  const orders = fc.array(
    fc.record({
      date: fc.constantFrom('2024-12-01', '2024-12-02 10:15'),
      customer: fc.constantFrom('Ann', 'Bob'),
      status: fc.constantFrom('', 'paid', 'refunded'),
      items: fc.array(item, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const FIELDS = [
    'Order',
    'Date',
    'Customer',
    'Status',
    'Country',
    'SKU',
    'Product',
    'Qty',
    'Price',
  ] as const;
  type Item = Partial<Record<(typeof FIELDS)[number], string>>;

  /** The items of orders; only the first of each says whose it is, if the others are to continue it. */
  const itemsOf = (
    all: typeof orders extends fc.Arbitrary<infer All> ? All : never,
    continues: boolean,
  ): Item[] =>
    all.flatMap(({ date, customer, status, items }, order) =>
      items.map(({ sku, name, quantity, price, country }, n) => ({
        ...(n === 0 || !continues
          ? { Order: `${order + 1}`, Date: date, Customer: customer, Status: status, Country: country }
          : {}),
        ...{ SKU: sku, Product: name, Qty: quantity, Price: price },
      })),
    );
  const rowOf = (cells: Item, only: readonly string[] = FIELDS): string =>
    FIELDS.map((field) => (only.includes(field) ? (cells[field] ?? '') : '')).join(';');

  /** What goes on which row, always with the order on the first. */
  const NUMBERS = ['Qty', 'Price'];
  const PRODUCT = ['SKU', 'Product'];
  const shapes = fc.constantFrom(
    { first: PRODUCT, second: NUMBERS },
    { first: NUMBERS, second: PRODUCT },
    { first: ['SKU', ...NUMBERS], second: ['Product'] },
  );
  const others = fc.subarray(['Date', 'Customer', 'Status', 'Country']);
  const withoutNumber = (rows: readonly string[]) =>
    read(rows).lines.map(({ number: _, record: __, ...sale }) => sale);

  test('has the same sales with its items on two rows as on one', () => {
    fc.assert(
      fc.property(
        orders,
        fc.boolean(),
        shapes,
        others,
        fc.boolean(),
        (all, continues, shape, above, isSpaced) => {
          const items = itemsOf(all, continues);
          const first: readonly string[] = ['Order', ...shape.first, ...above];
          const second = FIELDS.filter((field) => !first.includes(field));
          const header = FIELDS.join(';');
          const gap = isSpaced ? [';'.repeat(FIELDS.length - 1)] : [];
          const one = [header, ...items.map((each) => rowOf(each))];
          const two = [
            header,
            ...items.flatMap((each) => [rowOf(each, first), ...gap, rowOf(each, second), ...gap]),
          ];
          expect(withoutNumber(two)).toEqual(withoutNumber(one));
          const numbers = new Set(items.map((_, n) => 2 + n * (isSpaced ? 4 : 2)));
          for (const { number } of [...read(two).lines, ...read(two).refused])
            expect(numbers).toContain(number);
          expect(guesses(two)[0]).toMatch(/^Each item is on two rows/);
          expect(guesses(one)).toEqual([]);
        },
      ),
    );
  });

  test('with items on one row is read as it is, though fewer than half of them are torn in two', () => {
    fc.assert(
      fc.property(
        orders,
        shapes,
        fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }),
        (all, shape, torn) => {
          const items = itemsOf(all, false);
          const most = Math.ceil(items.length / 2) - 1;
          const broken = new Set(torn.flatMap((is, n) => (is ? [n] : [])).slice(0, most));
          const first = FIELDS.filter((field) => !new Set<string>(shape.second).has(field));
          const rows = items.flatMap((each, n) =>
            broken.has(n) ? [rowOf(each, first), rowOf(each, shape.second)] : [rowOf(each)],
          );
          const file = [FIELDS.join(';'), ...rows];
          const whole = [
            FIELDS.join(';'),
            ...items.filter((_, n) => !broken.has(n)).map((each) => rowOf(each)),
          ];
          expect(guesses(file)).toEqual([]);
          const keys = read(file).lines.map(({ key }) => key);
          expect(keys).toEqual(expect.arrayContaining(withoutNumber(whole).map(({ key }) => key)));
        },
      ),
    );
  });
});
