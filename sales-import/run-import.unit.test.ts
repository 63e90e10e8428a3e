import { describe, expect, test } from 'vitest';
import { AlreadyImported } from './earlier-import.ts';
import { Journal, type JournalRow } from './journal.ts';
import { planImport } from './plan.ts';
import type { NewStock } from './plan-entities.ts';
import type { Progress } from './progress.ts';
import { runImport } from './run-import.ts';
import { summarize } from './summary.ts';
import { FakeShop, Killed } from './testing/fake-shop.ts';
import { aNamedFile, type Sale } from './testing/sales-file.ts';

const sales: Sale[] = [
  { StockCode: 'A', Quantity: '2' },
  { StockCode: 'A', Quantity: '2' },
  { StockCode: 'B', Quantity: '3', CustomerID: '2' },
  { StockCode: 'B', Quantity: '1' },
  { InvoiceNo: 'C1', StockCode: 'B', Quantity: '-3', CustomerID: '2' },
  { InvoiceNo: 'C2', StockCode: 'A', Quantity: '-3' },
];
const NOW = Date.parse('2026-01-01T12:00:00Z');
const DAYS = 24 * 60 * 60 * 1000;

const silent: Progress = { during: (_, __, work) => work(), advance: () => {} };

/** The rows of a new journal; runs with the same ones belong to one import. */
const noRows = (): JournalRow[] => [];

const journalOf = (rows: JournalRow[]): Journal => new Journal(rows, (row) => void rows.push(row));

const run = (
  shop: FakeShop,
  rows: JournalRow[],
  { stock = undefined as NewStock, force = false, now = NOW } = {},
) =>
  runImport(planImport([aNamedFile(sales)], stock), {
    shop,
    journal: journalOf(rows),
    limit: 2,
    progress: silent,
    waiting: { firstPauseMs: 0, deadlineMs: 5_000 },
    force,
    now,
    raisesStock: stock === undefined,
  });

const contextOf = (shop: FakeShop, rows: JournalRow[], raisesStock = true) => ({
  shop,
  journal: journalOf(rows),
  limit: 2,
  progress: silent,
  waiting: { firstPauseMs: 0, deadlineMs: 5_000 },
  force: false,
  now: NOW,
  raisesStock,
});

/** The state that the tests compare: customers, purchases, and the stock of each product. */
const stateOf = ({ purchases, customers, products }: FakeShop) => ({
  customers: [...customers.values()].map(({ email }) => email).sort(),
  stock: [...products.values()].map(({ sku, stock }) => `${sku}: ${stock}`).sort(),
  purchases: [...purchases.values()]
    .map(({ customerId, productId, quantity, status, returned }) => {
      const [customer, product] = [customers.get(customerId)?.email, products.get(productId)?.sku];
      return `${customer} ${product} ${quantity} ${status}, ${returned} returned`;
    })
    .sort(),
});

const complete = {
  customers: ['customer-17850@import.example', 'customer-2@import.example'],
  stock: ['A: 103', 'B: 103'],
  purchases: [
    'customer-17850@import.example A 2 cancelled, 2 returned',
    'customer-17850@import.example A 2 completed, 1 returned',
    'customer-17850@import.example B 1 completed, 0 returned',
    'customer-2@import.example B 3 cancelled, 3 returned',
  ],
};

describe('an import', () => {
  test('makes every purchase and every return of the file', async () => {
    const shop = new FakeShop();
    const outcomes = await run(shop, noRows());
    expect(stateOf(shop)).toEqual(complete);
    expect(outcomes.map(({ kind, isNew }) => [kind, isNew])).toEqual(sales.map(() => ['imported', true]));
  });

  test('makes each purchase at the price and on the day of its line', async () => {
    const shop = new FakeShop();
    const prices = ['10.00', '8.00', '12.00'].map((UnitPrice, n) => ({
      UnitPrice,
      InvoiceDate: `2010-12-0${n + 1}`,
    }));
    const plan = planImport([aNamedFile(prices)]);
    const outcomes = await runImport(plan, contextOf(shop, noRows()));
    expect([...shop.purchases.values()]).toMatchObject([
      { unitPrice: { amount: 1000, currency: 'GBP' }, purchasedAt: '2010-12-01T00:00:00.000Z' },
      { unitPrice: { amount: 800, currency: 'GBP' }, purchasedAt: '2010-12-02T00:00:00.000Z' },
      { unitPrice: { amount: 1200, currency: 'GBP' }, purchasedAt: '2010-12-03T00:00:00.000Z' },
    ]);
    const { asked, made } = summarize(plan, outcomes, 1);
    expect([`${asked.money}`, `${made.money}`]).toEqual(['GBP 180.00', 'GBP 180.00']);
  });

  test('finds the product of a SKU that somebody else has just added', async () => {
    const shop = new FakeShop();
    const accented = [{ StockCode: 'CAFE' }, { StockCode: 'CAFÉ' }];
    const context = contextOf(shop, noRows());
    const outcomes = await runImport(planImport([aNamedFile(accented)], undefined), context);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['imported', 'imported']);
    expect(stateOf(shop).stock).toEqual([expect.stringMatching(/^CAF/)]);
  });

  test('changes nothing when it runs again, even after the idempotency keys have expired', async () => {
    const [shop, rows] = [new FakeShop(), noRows()];
    await run(shop, rows);
    shop.forgetKeys();
    const outcomes = await run(shop, rows);
    expect(stateOf(shop)).toEqual(complete);
    expect(outcomes.map(({ kind, isNew }) => [kind, isNew])).toEqual(sales.map(() => ['imported', false]));
  });

  test('that was killed at any request is completed by the next run', async () => {
    const undisturbed = new FakeShop();
    await run(undisturbed, noRows());
    expect(undisturbed.calls).toBeGreaterThan(sales.length);
    for (let call = 1; call <= undisturbed.calls; call += 1) {
      for (const losesAnswer of [true, false]) {
        const [shop, rows] = [new FakeShop(), noRows()];
        shop.killAt(call, losesAnswer);
        await expect(run(shop, rows)).rejects.toThrow(Killed);
        shop.killAt(Number.POSITIVE_INFINITY, false);
        await run(shop, rows);
        expect(stateOf(shop)).toEqual(complete);
      }
    }
  });

  test('waits until Purchases knows new customers and products', async () => {
    const shop = new FakeShop({ unknownTimes: 3 });
    await run(shop, noRows());
    expect(stateOf(shop)).toEqual(complete);
  });

  test('starts over if the system has been emptied', async () => {
    const [shop, rows] = [new FakeShop(), noRows()];
    await run(shop, rows);
    shop.reset();
    await run(shop, rows);
    expect(stateOf(shop)).toEqual(complete);
  });

  test('reports rejected purchases and their returns', async () => {
    const [shop, rows] = [new FakeShop(), noRows()];
    const expected = [
      [2, 'imported'],
      [3, 'insufficient stock'],
      [4, 'insufficient stock'],
      [5, 'imported'],
      [6, 'return of a rejected purchase'],
      [7, 'return of a rejected purchase'],
    ];
    for (const _ of ['first run', 'second run']) {
      const outcomes = await run(shop, rows, { stock: 2 });
      const reported = outcomes.map((outcome) => [
        outcome.line.number,
        outcome.kind === 'rejected' ? outcome.reason : outcome.kind,
      ]);
      expect(reported.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual(expected);
    }
  });
});

describe('sales of products that are there already', () => {
  const february: Sale[] = [
    { InvoiceNo: 'F1', StockCode: 'a', Quantity: '500' },
    { InvoiceNo: 'F2', StockCode: 'NEW', Quantity: '7' },
  ];
  const stockOf = (shop: FakeShop) => stateOf(shop).stock;

  test('raise their stock by what they take, once, wherever a run was killed', async () => {
    const plan = planImport([aNamedFile([...sales, ...february])]);
    const whole = [new FakeShop(), noRows()] as const;
    await run(...whole);
    await runImport(plan, contextOf(...whole));
    expect(stockOf(whole[0])).toEqual(['A: 103', 'B: 103', 'NEW: 100']);
    const calls = whole[0].calls;
    for (let call = 1; call <= calls; call += 1) {
      for (const losesAnswer of [true, false]) {
        const [shop, journal] = [new FakeShop(), noRows()];
        await run(shop, journal);
        shop.killAt(call, losesAnswer);
        await runImport(plan, contextOf(shop, journal)).catch(() => {});
        shop.killAt(Number.POSITIVE_INFINITY, false);
        await runImport(plan, contextOf(shop, journal));
        expect(stockOf(shop)).toEqual(['A: 103', 'B: 103', 'NEW: 100']);
      }
    }
  });

  test('are rejected if the stock is to be kept', async () => {
    const [shop, journal] = [new FakeShop(), noRows()];
    await run(shop, journal);
    const outcomes = await runImport(
      planImport([aNamedFile(february)], 'keep'),
      contextOf(shop, journal, false),
    );
    expect(outcomes.map((each) => ('reason' in each ? each.reason : each.kind))).toEqual([
      'insufficient stock',
      'imported',
    ]);
    expect(stockOf(shop)).toEqual(['A: 103', 'B: 103', 'NEW: 100']);
  });
});

describe('an import without its journal', () => {
  test('changes nothing as long as idempotency keys are kept', async () => {
    const shop = new FakeShop();
    await run(shop, noRows());
    await run(shop, noRows());
    expect(stateOf(shop)).toEqual(complete);
  });

  test('is refused if the purchases exist and are older than that', async () => {
    const shop = new FakeShop();
    await run(shop, noRows());
    shop.forgetKeys();
    await expect(run(shop, noRows(), { now: NOW + 2 * DAYS })).rejects.toThrow(AlreadyImported);
    expect(stateOf(shop)).toEqual(complete);
  });

  test('imports everything again if forced, once: then the journal has it', async () => {
    const [shop, rows] = [new FakeShop(), noRows()];
    await run(shop, noRows());
    shop.forgetKeys();
    const forced = { now: NOW + 2 * DAYS, force: true };
    await run(shop, rows, forced);
    const twice = stateOf(shop);
    expect(twice.purchases).toEqual(complete.purchases.flatMap((each) => [each, each]));
    shop.forgetKeys();
    await run(shop, rows, forced);
    expect(stateOf(shop)).toEqual(twice);
  });

  test('changes nothing as long as idempotency keys are kept, even if forced', async () => {
    const shop = new FakeShop();
    await run(shop, noRows());
    await run(shop, noRows(), { force: true });
    expect(stateOf(shop)).toEqual(complete);
  });
});

test('a forced import makes nothing again that the journal has', async () => {
  const [shop, rows] = [new FakeShop(), noRows()];
  await run(shop, rows);
  shop.forgetKeys();
  const outcomes = await run(shop, rows, { now: NOW + 2 * DAYS, force: true });
  expect(stateOf(shop)).toEqual(complete);
  expect(outcomes.map(({ kind, isNew }) => [kind, isNew])).toEqual(sales.map(() => ['imported', false]));
});
