import { expect, test } from 'vitest';
import type { Outcome } from './import-purchases.ts';
import { Journal, type JournalRow } from './journal.ts';
import { planImport } from './plan.ts';
import { runImport } from './run-import.ts';
import { summarize } from './summary.ts';
import { FakeShop, Killed } from './testing/fake-shop.ts';
import { aNamedFile, type Sale } from './testing/sales-file.ts';

const january: Sale[] = [
  { StockCode: 'A', Quantity: '2', InvoiceDate: '2011-01-03', UnitPrice: '2.00' },
  { StockCode: 'A', Quantity: '4', InvoiceDate: '2011-01-05', UnitPrice: '3.00' },
  { StockCode: 'B', Quantity: '3', InvoiceDate: '2011-01-05', CustomerID: '2' },
];
const february: Sale[] = [
  { InvoiceNo: '1', StockCode: 'a', Quantity: '1', InvoiceDate: '2011-02-01' },
  { InvoiceNo: '2', StockCode: 'A', Quantity: '-5', InvoiceDate: '2011-02-02' },
  { InvoiceNo: '3', StockCode: 'A', Quantity: '-2', InvoiceDate: '2011-02-03' },
  { InvoiceNo: '4', StockCode: 'A', Quantity: '-1', InvoiceDate: '2011-01-02' },
  { InvoiceNo: '5', StockCode: 'B', Quantity: '-9', InvoiceDate: '2011-02-03', CustomerID: '2' },
  { InvoiceNo: '6', StockCode: 'C', Quantity: '-1', InvoiceDate: '2011-02-03' },
  { InvoiceNo: '7', StockCode: 'A', Quantity: '-1', InvoiceDate: '2011-02-03', CustomerID: '3' },
];

/** The rows of a new journal; runs with the same ones belong to one import. */
const noRows = (): JournalRow[] => [];

const journalOf = (rows: JournalRow[]): Journal => new Journal(rows, (row) => void rows.push(row));

const planOf = (...sales: readonly (readonly Sale[])[]) =>
  planImport(sales.map((each, n) => aNamedFile(each, `${n}.csv`)));

const run = (shop: FakeShop, rows: JournalRow[], plan: ReturnType<typeof planOf>) =>
  runImport(plan, {
    shop,
    journal: journalOf(rows),
    limit: 2,
    progress: { during: (_, __, work) => work(), advance: () => {} },
    waiting: { firstPauseMs: 0, deadlineMs: 5_000 },
    force: false,
    now: Date.parse('2026-01-01T12:00:00Z'),
    raisesStock: true,
  });

/** A shop into which January was imported, and the journal of that. */
async function afterJanuary(): Promise<[FakeShop, JournalRow[]]> {
  const [shop, rows] = [new FakeShop(), noRows()];
  await run(shop, rows, planOf(january));
  return [shop, rows];
}

const returnedIn = ({ purchases }: FakeShop): string[] =>
  [...purchases.values()].map(({ quantity, returned }) => `${returned} of ${quantity}`);

const resultOf = (outcomes: readonly Outcome[]) =>
  outcomes
    .toSorted((one, other) => one.line.number - other.line.number)
    .map((each) => ('reason' in each ? each.reason : `${each.kind}${each.isNew ? ' now' : ''}`));

const RETURNED = ['2 of 2', '4 of 4', '0 of 3', '1 of 1'];
const REJECTED = [
  'return without a matching purchase',
  'return of more than was bought',
  'return without a matching purchase',
  'return without a matching purchase',
];

test('returns take back what an earlier file sold, once, whenever the keys expire', async () => {
  const [shop, rows] = await afterJanuary();
  const plan = planOf(february);
  expect(resultOf(await run(shop, rows, plan))).toEqual([
    'imported now',
    'imported now',
    'imported now',
    ...REJECTED,
  ]);
  expect(returnedIn(shop)).toEqual(RETURNED);
  shop.forgetKeys();
  expect(resultOf(await run(shop, rows, plan))).toEqual(['imported', 'imported', 'imported', ...REJECTED]);
  expect(returnedIn(shop)).toEqual(RETURNED);
});

test('the summary counts them at what was paid for them, also in the next run', async () => {
  const [shop, rows] = await afterJanuary();
  const plan = planOf(february);
  for (const _ of ['first run', 'second run']) {
    const { asked, made } = summarize(plan, await run(shop, rows, plan), 1);
    expect([asked.units, made.units]).toEqual([-6, -6]);
    expect([`${asked.money}`, `${made.money}`]).toEqual(['GBP -15.30', 'GBP -16.00']);
  }
});

test('wherever a run was killed, the next one takes back the rest, and nothing twice', async () => {
  const [undisturbed, rows] = await afterJanuary();
  const before = undisturbed.calls;
  await run(undisturbed, rows, planOf(february));
  const calls = undisturbed.calls - before;
  expect(calls).toBeGreaterThan(february.length);
  for (let call = 1; call <= calls; call += 1) {
    for (const losesAnswer of [true, false]) {
      const [shop, journal] = await afterJanuary();
      shop.killAt(call, losesAnswer);
      await expect(run(shop, journal, planOf(february))).rejects.toThrow(Killed);
      shop.killAt(Number.POSITIVE_INFINITY, false);
      // Then the journal has every answer.
      if (!losesAnswer) shop.forgetKeys();
      await run(shop, journal, planOf(february));
      expect(returnedIn(shop)).toEqual(RETURNED);
    }
  }
});

test('the earlier return goes before the later one, also in a file that begins with the newest', async () => {
  const [shop, rows] = await afterJanuary();
  const later = { ...february[1], InvoiceDate: '2011-02-05' };
  const outcomes = await run(shop, rows, planOf([later, february[2] ?? {}]));
  expect(resultOf(outcomes)).toEqual(['return of more than was bought', 'imported now']);
  expect(returnedIn(shop)).toEqual(['2 of 2', '0 of 4', '0 of 3']);
});

test('without the journal, nothing is taken back twice as long as keys are kept', async () => {
  const [shop, rows] = await afterJanuary();
  const returned = planOf([{ ...february[2], Quantity: '-1' }]);
  await run(shop, rows, returned);
  const once = returnedIn(shop);
  expect(once).toEqual(['0 of 2', '1 of 4', '0 of 3']);
  await run(shop, noRows(), returned);
  expect(returnedIn(shop)).toEqual(once);
  shop.purchases.delete('purchase-1');
  await run(shop, noRows(), returned);
  expect(returnedIn(shop)).toEqual(['0 of 2', '0 of 3']);
});

test('together with the file that sold them, they are known as made', async () => {
  const [shop, rows] = await afterJanuary();
  await run(shop, rows, planOf(february));
  await run(shop, rows, planOf(january, february));
  expect(returnedIn(shop)).toEqual(RETURNED);
});

test('purchases of another product are not taken back', async () => {
  const [shop, rows] = await afterJanuary();
  const outcomes = await run(shop, rows, planOf([{ ...february[2], StockCode: 'B' }]));
  expect(resultOf(outcomes)).toEqual(['return without a matching purchase']);
});

test('purchases in another currency, and those that were not completed, are not taken back', async () => {
  for (const change of [
    { unitPrice: { amount: 200, currency: 'EUR' } },
    { status: 'rejected' },
    { status: 'cancelled' },
  ] as const) {
    const [shop, rows] = await afterJanuary();
    for (const [id, purchase] of shop.purchases) shop.purchases.set(id, { ...purchase, ...change });
    const outcomes = await run(shop, rows, planOf(february.slice(2, 3)));
    expect(resultOf(outcomes)).toEqual(['return without a matching purchase']);
  }
});

test('what one run has decided to take back is not given to a return of another file', async () => {
  const [shop, rows] = await afterJanuary();
  const decided = planOf([{ ...february[2], Quantity: '-6' }]);
  const before = shop.calls;
  shop.killAt(5, false);
  await expect(run(shop, rows, decided)).rejects.toThrow(Killed);
  expect([shop.calls - before, ...returnedIn(shop)]).toEqual([5, '0 of 2', '0 of 4', '0 of 3']);
  shop.killAt(Number.POSITIVE_INFINITY, false);
  const earlier = { ...february[2], InvoiceNo: '9', InvoiceDate: '2011-02-01' };
  const outcomes = await run(shop, rows, planOf([earlier, { ...february[2], Quantity: '-6' }]));
  expect(resultOf(outcomes)).toEqual(['return without a matching purchase', 'imported now']);
  expect(returnedIn(shop)).toEqual(['2 of 2', '4 of 4', '0 of 3']);
});
