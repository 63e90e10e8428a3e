import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inPageWords } from './src/pages/import/in-page-words.ts';

const READER = join(import.meta.dirname, '../sales-files');

/** The texts in the reader's code that name options, with something in place of what they insert. */
const texts = globSync('*.ts', { cwd: READER, exclude: (name) => name.endsWith('.test.ts') })
  .flatMap(
    (file) =>
      readFileSync(join(READER, file), 'utf8').match(/(['"`])(?:(?!\1).)*--[a-z].*?\1(?=[,;)\s])/g) ?? [],
  )
  .map((text) => text.slice(1, -1).replace(/\$\{[^}]*\}/g, 'Rabatt'));

test('the reader names options', () => {
  expect(texts.length).toBeGreaterThan(10);
});

test.each(texts)('no option is left in: %s', (text) => {
  expect(inPageWords(text)).not.toMatch(/--|COLUMN|NAME/);
});

test.each([
  [
    'No column was found for the product (stockCode or description), nor for the price (unitPrice or total).',
    'No column was found for the product (product code or description), nor for the price (price of one piece or total).',
  ],
  [
    'Dates such as 01/02/2024 could have the day first or the month. Say --dates day-first or --dates month-first.',
    'Dates such as 01/02/2024 could have the day first or the month. Choose what is first.',
  ],
  [
    'The discounts in Rabatt are not taken off. If they are percentages or parts of the price, say --mapping discount=Rabatt; if the prices are without them already, --mapping discount=',
    'The discounts in Rabatt are not taken off. If they are percentages or parts of the price, choose Rabatt as the discount; if the prices are without them already, choose that there is no column for it',
  ],
  ['The quantity is 5', 'The quantity is 5'],
])('%s', (sentence, words) => {
  expect(inPageWords(sentence)).toBe(words);
});
