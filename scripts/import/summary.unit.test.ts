import { expect, test } from 'vitest';
import { aSalesFile } from '../testing/sales-file.ts';
import { planImport } from './plan.ts';
import { summarize, summaryText } from './summary.ts';

const file = aSalesFile([{}, {}, {}, { CustomerID: '' }, { CustomerID: '' }, { UnitPrice: '0' }]);
const [first, second, third] = file.lines;

test('a summary counts every line once and lists the reasons, most frequent first', () => {
  if (!first || !second || !third) throw new Error('The file has three purchases.');
  const summary = summarize(
    planImport(file),
    [
      { line: first, kind: 'imported', isNew: false },
      { line: second, kind: 'imported', isNew: true },
      { line: third, kind: 'pending', isNew: true },
    ],
    2,
  );
  expect(summaryText(summary, 'sales.rejected.csv').replace(/ {2,}/g, '  ').split('\n')).toEqual([
    'imported  2 (1 in this run)',
    'rejected  3 (see sales.rejected.csv)',
    '  no customer  2',
    '  price 0  1',
    'still pending  1 (run the same command again)',
    '6 lines in 2.0 s: 3 lines/s, 1 imported/s',
  ]);
});
