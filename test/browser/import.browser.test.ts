import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { addProduct, aWord } from '../support/shop.ts';
import {
  chooseFile,
  fieldOf,
  importAll,
  openImport,
  plannedIn,
  press,
  purchasesOf,
  refusedRows,
  type SalesFile,
  textsOf,
} from './support/import-sales.ts';
import { provideBrowser } from './support/open-page.ts';

provideBrowser();

/** A file as German programs write it, in windows-1252. `run` makes its ids unique. */
const german = (run: string): SalesFile => ({
  name: `${run}.csv`,
  content: Uint8Array.from(
    Buffer.from(
      'Rechnungsnr;Artikelnr;Bezeichnung;Menge;Einzelpreis;Datum;Kundennr;Kunde;Kürzel\r\n' +
        `R1;${run}1;Grüner Tee;2;1.234,50 EUR;03.04.2024;${run};Jürgen ${run};a\r\n` +
        `R1;${run}2;"Tasse; weiß";12;4,50 EUR;03.04.2024;${run};Jürgen ${run};b\r\n` +
        `R2;${run}2;Tasse;-3;4,50 EUR;14.04.2024;${run};Jürgen ${run};c\r\n` +
        `R3;${run}2;=1+1;1;gratis;14.04.2024;${run};Jürgen ${run};d\r\n` +
        `R4;${run}2;Tasse;1;4,50 EUR;14.04.2024;;;e\r\n`,
      'latin1',
    ),
  ),
});

describe('a file from Germany', () => {
  test('is understood: encoding, separator, numbers, dates, currency and columns', async () => {
    const run = aWord();
    const page = await openImport(german(run));
    await page.getByText('5 lines, with columns separated by semicolons.').waitFor();
    const selected = (label: string) => fieldOf(page, label).locator('option:checked').innerText();
    expect(await Promise.all(['Encoding', 'Decimal separator', 'Dates', 'Currency'].map(selected))).toEqual([
      'Found: windows-1252',
      'Found: comma',
      'Found: day first',
      'Found: EUR',
    ]);
    const rows = await page.getByRole('table', { name: 'Columns' }).getByRole('row').all();
    const read = await Promise.all(
      rows
        .slice(1)
        .map(async (row) => [
          await row.getByRole('cell').first().innerText(),
          await row.getByRole('combobox').inputValue(),
          await row.getByRole('cell').last().innerText(),
        ]),
    );
    expect(read).toContainEqual(['Product name', 'Bezeichnung', 'Grüner Tee · Tasse; weiß · Tasse']);
    expect(read).toContainEqual(['Date', 'Datum', '03.04.2024 · 14.04.2024']);
    await page.getByText('Not read: Kürzel (such as a)').waitFor();
    await page.getByText(/read as windows-1252: the first name with other letters is “Grüner Tee”/).waitFor();
    expect(await plannedIn(page)).toEqual(['2 €2,523.00', '1', '2', '1 €13.50']);
    await page.getByText('Sold from 3 Apr 2024 to 3 Apr 2024. 2 lines will not be imported:').waitFor();
    expect(await purchasesOf(run)).toEqual([]);
  });

  test('is imported as the dry run says, what is refused is downloaded, and again makes nothing', async () => {
    const run = aWord();
    await addProduct({ sku: `${run}2`, stock: 0 });
    const page = await openImport(german(run));
    await press(page, 'Dry run');
    await page.getByText('1 new, 1 exists').waitFor();
    expect(await plannedIn(page)).toEqual([
      '2 €2,523.00',
      '1 1 new, 0 exist',
      '2 1 new, 1 exists',
      '1 €13.50',
    ]);
    await press(page, 'Import 3 lines');
    await page.getByText('Finished in').waitFor();
    const labels = ['Lines imported', 'Lines refused', 'Pieces, without returns', 'Money, without returns'];
    expect(await textsOf(page, 'Result', labels)).toEqual(['3', '2', '11', '€2,509.50']);
    expect(await refusedRows(page)).toEqual([
      expect.stringMatching(/^5 price “gratis” is not a number R3 · /),
      expect.stringMatching(/^6 no customer R4 · /),
    ]);
    const made = await purchasesOf(run);
    expect(
      made.map(({ quantity, returned, unitPrice, status, purchasedAt }) => ({
        quantity,
        returned,
        unitPrice,
        status,
        purchasedAt,
      })),
    ).toEqual(
      expect.arrayContaining([
        {
          quantity: 2,
          returned: 0,
          unitPrice: { amount: 123_450, currency: 'EUR' },
          status: 'completed',
          purchasedAt: '2024-04-03T00:00:00.000Z',
        },
        {
          quantity: 12,
          returned: 3,
          unitPrice: { amount: 450, currency: 'EUR' },
          status: 'completed',
          purchasedAt: '2024-04-03T00:00:00.000Z',
        },
      ]),
    );

    const started = page.waitForEvent('download');
    await press(page, 'Download what is refused');
    const download = await started;
    expect(download.suggestedFilename()).toBe(`${run}.rejected.csv`);
    const rows: Record<string, string>[] = parse(readFileSync(await download.path(), 'utf8'), {
      bom: true,
      columns: true,
    });
    expect(rows).toMatchObject([
      {
        Rechnungsnr: 'R3',
        Bezeichnung: "'=1+1",
        Kürzel: 'd',
        Line: '5',
        Reason: 'price “gratis” is not a number',
      },
      { Rechnungsnr: 'R4', Kürzel: 'e', Line: '6', Reason: 'no customer' },
    ]);

    await page.reload();
    await chooseFile(german(run), page);
    await press(page, 'Dry run');
    await page.getByText('3 lines were imported from this browser before, and are not made again.').waitFor();
    await press(page, 'Import 3 lines');
    await page.getByText('Finished in').waitFor();
    expect(await textsOf(page, 'Result', labels)).toEqual([
      '3 3 of them made before',
      '2',
      '11',
      '€2,509.50',
    ]);
    expect(await purchasesOf(run)).toEqual(made);
    await page.getByRole('link', { name: 'Show purchases' }).click();
    await page.getByRole('heading', { name: 'Purchases' }).waitFor();
  });
});

test('a wrong column, the order of dates, the currency and the customer are corrected, one after the other', async () => {
  const run = aWord();
  const page = await openImport({
    name: 'till.csv',
    content: `Order,Art,Was,Item,Price,Date,Who\n1,${run},x,Tea,2.50,01/02/2024,\n2,${run},y,Tea,3.50,03/02/2024,${run}\n`,
  });
  await page.getByRole('alert').getByText('No column was found for the customer').waitFor();
  await fieldOf(page, 'Column of: Customer id').selectOption('Who');
  await page.getByRole('alert').getByText('Choose what is first').waitFor();
  await fieldOf(page, 'Dates').selectOption('day-first');
  await page.getByRole('alert').getByText('Nothing says which currency').waitFor();
  await fieldOf(page, 'Currency').selectOption('CHF');
  await expect.poll(() => plannedIn(page)).toEqual(['1 CHF 3.50', '1', '1', '0']);
  await fieldOf(page, 'Column of: Product code').selectOption('Art');
  await page.getByText('More about this file').click();
  await page.getByLabel('Customer of sales without one').fill(`Till ${run}`);
  await page.getByLabel('Customer of sales without one').press('Enter');
  await expect.poll(() => plannedIn(page)).toEqual(['2 CHF 6.00', '2', '1', '0']);
  await fieldOf(page, 'Time zone').selectOption('Europe/Zurich');
  await page.getByText('Sold from 31 Jan 2024 to 2 Feb 2024').waitFor();
  await importAll(page);
  // Read in another way, it is another import.
  await fieldOf(page, 'Time zone').selectOption('Europe/Madrid');
  await press(page, 'Dry run');
  await page.getByRole('button', { name: 'Import 2 lines' }).waitFor();
  expect(await purchasesOf(`Till ${run}`)).toMatchObject([
    { quantity: 1, unitPrice: { amount: 250, currency: 'CHF' }, purchasedAt: '2024-01-31T23:00:00.000Z' },
  ]);
});
