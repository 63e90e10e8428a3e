import { expect, test } from 'vitest';
import { dryRun } from './dry-run.ts';
import { Journal, type JournalRow } from './journal.ts';
import { planImport } from './plan.ts';
import { runImport } from './run-import.ts';
import { FakeShop } from './testing/fake-shop.ts';
import { aNamedFile, type Sale } from './testing/sales-file.ts';

const sales: Sale[] = [
  { StockCode: 'A', Quantity: '2' },
  { StockCode: 'B', Quantity: '3', CustomerID: '2' },
  { InvoiceNo: 'C1', StockCode: 'B', Quantity: '-1', CustomerID: '2' },
];
const NOW = Date.parse('2026-01-01T12:00:00Z');

const journalOf = (rows: JournalRow[]): Journal => new Journal(rows, (row) => void rows.push(row));

const runOf = (shop: FakeShop, lines: readonly Sale[], rows: JournalRow[]) =>
  runImport(planImport([aNamedFile(lines)]), {
    shop,
    journal: journalOf(rows),
    limit: 2,
    progress: { during: (_, __, work) => work(), advance: () => {} },
    waiting: { firstPauseMs: 0, deadlineMs: 5_000 },
    force: false,
    now: NOW,
    raisesStock: true,
  });

const dry = (shop: FakeShop, lines: readonly Sale[], rows: JournalRow[]) =>
  dryRun(planImport([aNamedFile(lines)]), { shop, journal: journalOf(rows), limit: 2 });

test('in an empty system all is new, and a request for each list says so', async () => {
  const shop = new FakeShop();
  expect(await dry(shop, sales, [])).toEqual({
    customers: { known: 0, fresh: 2 },
    products: { known: 0, fresh: 2 },
    lines: { known: 0, fresh: 3 },
  });
  expect(shop.calls).toBe(3);
});

test('of a large system, it looks up only what is planned', async () => {
  const shop = new FakeShop();
  for (let n = 0; n < 150; n += 1) {
    await shop.addCustomer({ name: 'Ada', email: `customer-${n}@import.example` }, `customer ${n}`);
    await shop.addProduct(
      { name: 'Mug', sku: `B${n}`, stock: 1, price: { amount: 1, currency: 'EUR' } },
      `product ${n}`,
    );
  }
  const before = shop.calls;
  const planned: Sale[] = [{ StockCode: 'b7', CustomerID: '7' }];
  expect(await dry(shop, planned, [])).toMatchObject({
    customers: { known: 1, fresh: 0 },
    products: { known: 1, fresh: 0 },
  });
  // The journal's purchases, and the beginning of each list before a look-up.
  expect(shop.calls - before).toBe(5);
});

test('counts what is there, and changes nothing', async () => {
  const [shop, rows] = [new FakeShop(), [] as JournalRow[]];
  await runOf(shop, sales.slice(0, 1), rows);
  const before = structuredClone([shop.customers, shop.products, shop.purchases, rows]);
  expect(await dry(shop, sales, rows)).toEqual({
    customers: { known: 1, fresh: 1 },
    products: { known: 1, fresh: 1 },
    lines: { known: 1, fresh: 2 },
  });
  expect([shop.customers, shop.products, shop.purchases, rows]).toEqual(before);
});

test('after an import nothing is left to make, unless the system was emptied', async () => {
  const [shop, rows] = [new FakeShop(), [] as JournalRow[]];
  await runOf(shop, sales, rows);
  expect((await dry(shop, sales, rows)).lines).toEqual({ known: 3, fresh: 0 });
  shop.reset();
  expect((await dry(shop, sales, rows)).lines).toEqual({ known: 0, fresh: 3 });
});
