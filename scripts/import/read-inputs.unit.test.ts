import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inputs-'));
  const sales = (date: string) => `Order,SKU,Price,Customer ID,Date\n1,A,2.50,7,${date}\n`;
  writeFileSync(join(folder, 'january.csv'), sales('01/02/2024'));
  writeFileSync(join(folder, 'march.csv.gz'), gzipSync(sales('03/04/2024')));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what no file tells is asked once, and the answers hold for the other files', async () => {
  const asked: string[] = [];
  const files = await readInputs([folder], {}, async (question) => {
    asked.push(question);
    return question.includes('currency') ? ' eur ' : 'Day-first';
  });
  expect(asked.toSorted()).toEqual([
    'Dates such as 01/02/2024: day-first or month-first? ',
    'Which currency are the prices in (EUR, USD, …)? ',
  ]);
  expect(files.flatMap(({ sales }) => sales.lines)).toMatchObject([
    { unitPrice: { amount: 250, currency: 'EUR' }, soldAt: '2024-02-01T00:00:00.000Z' },
    { unitPrice: { amount: 250, currency: 'EUR' }, soldAt: '2024-04-03T00:00:00.000Z' },
  ]);
});

test.each(['', 'pounds', undefined])(
  'the answer %j is none, and the file is refused with what to add',
  async (answer) => {
    await expect(readInputs([folder], { dates: 'day-first' }, async () => answer)).rejects.toThrow(
      /january\.csv: Nothing says which currency.*--currency EUR/,
    );
  },
);

test('without somebody to ask, the file is refused', async () => {
  await expect(readInputs([folder], { currency: 'EUR' })).rejects.toThrow('Say --dates day-first');
});
