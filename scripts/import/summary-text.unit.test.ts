import { expect, test } from 'vitest';
import { planImport } from '../../sales-import/plan.ts';
import { summarize } from '../../sales-import/summary.ts';
import { aNamedFile } from '../../sales-import/testing/sales-file.ts';
import { summaryText } from './summary-text.ts';

const plan = planImport([
  aNamedFile([
    {},
    {},
    { StockCode: 'B' },
    { CustomerID: '' },
    { CustomerID: '' },
    { UnitPrice: '0' },
    { Quantity: '-6' },
  ]),
]);
const [first, second, third] = plan.purchases;
const [returned] = plan.returns;

test('a summary counts every line once, lists the reasons, and says what is missing in money', () => {
  if (!first || !second || !third || !returned) throw new Error('The file has three purchases and a return.');
  const summary = summarize(
    plan,
    [
      { line: first, kind: 'imported', isNew: false, amount: 1530, madeBy: 'january.csv' },
      { line: second, kind: 'imported', isNew: true, amount: 1200 },
      { line: third, kind: 'pending', isNew: true },
      { line: returned.line, kind: 'imported', isNew: true, amount: 1530 },
    ],
    2,
  );
  expect(summaryText(summary, ['sales.rejected.csv']).replace(/ {2,}/g, '  ').split('\n')).toEqual([
    'imported  3 (2 in this run, 1 made before by january.csv)',
    'rejected  3 (see sales.rejected.csv)',
    '  no customer  2',
    '  price 0  1',
    'still pending  1 (run the same command again)',
    'sold, without returns: 12 pieces for GBP 30.60 in what was read, 6 pieces for GBP 12.00 in the system',
    'difference: GBP 18.60',
    '  line 3 of sales.csv: sold for GBP 15.30, GBP 12.00 in the system',
    '7 lines in 2.0 s: 4 lines/s, 1 imported/s',
  ]);
});
