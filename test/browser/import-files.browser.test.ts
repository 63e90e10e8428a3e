import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleFiles } from '../../sales-import/testing/sample-files.ts';
import { runImportCommand } from '../support/import-command.ts';
import { chooseFile, openImport, plannedIn, press } from './support/import-sales.ts';
import { newVisitor, openPage, provideBrowser } from './support/open-page.ts';
import { openBox } from './support/search-box.ts';
import { choose, menuOf, VIEWER } from './support/signing-in.ts';

provideBrowser();

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the same plan as the command', () => {
  const plans = new Map<string, { readonly plan?: Record<string, number>; readonly error?: string }>();
  beforeAll(async () => {
    for (const [name, content] of Object.entries(sampleFiles)) {
      const path = join(folder, name);
      writeFileSync(path, content);
      const { code, output } = await runImportCommand(join(folder, 'dry'), '--dry-run', '--json', path);
      plans.set(name, code === 0 ? { plan: JSON.parse(output).plan } : { error: output });
    }
  });

  test('in the browser, for each of the sample files', async () => {
    const page = await openPage('/import');
    for (const [name, content] of Object.entries(sampleFiles)) {
      await chooseFile({ name, content }, page);
      await page.getByText(name, { exact: false }).first().waitFor();
      const { plan, error } = plans.get(name) ?? {};
      if (plan === undefined) {
        expect(error, name).toBeDefined();
        await page.getByRole('alert').waitFor();
        continue;
      }
      const { sales, customers, products, returns, returnsFromElsewhere, rejected } = plan as Record<
        string,
        number
      >;
      await expect
        .poll(async () => (await plannedIn(page)).map((text) => Number.parseInt(text, 10)), { message: name })
        .toEqual([sales, customers, products, (returns ?? 0) + (returnsFromElsewhere ?? 0)]);
      await page
        .getByText(
          rejected === 0
            ? 'No line is refused.'
            : `${rejected} line${rejected === 1 ? '' : 's'} will not be imported:`,
        )
        .waitFor();
    }
  });
});

test('a file that is broken says what is wrong, and the next one is read anew', async () => {
  const page = await openImport({ name: 'broken.csv', content: 'SKU,Price,Customer ID\nA,2.50,"7\n' });
  await page.getByRole('alert').getByText('Line 2: a quoted field is never closed.').waitFor();
  expect(await page.getByRole('button', { name: 'Dry run' }).count()).toBe(0);
  await chooseFile({ name: 'sales.pdf', content: '%PDF-1.7' }, page);
  await page.getByRole('alert').getByText('This is a PDF document.').waitFor();
  await chooseFile({ name: 'fine.csv', content: 'SKU,Price,Customer ID\nA,€2.50,7\n' }, page);
  await expect.poll(() => plannedIn(page)).toEqual(['1 €2.50', '1', '1', '0']);
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('a file is dropped, and one that is too large is not read', async () => {
  const page = await openPage('/import');
  const drop = (size: number): Promise<void> =>
    page.evaluate(`(() => {
      const data = new DataTransfer();
      const content = ${size} > 0 ? new Uint8Array(${size}) : 'SKU,Price,Customer ID\\nA,€2.50,7\\n';
      data.items.add(new File([content], 'dropped.csv'));
      const zone = document.querySelector('.drop-zone');
      zone.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    })()`);
  await drop(51 * 1024 * 1024);
  await page
    .getByRole('alert')
    .getByText('dropped.csv has 51 MB, more than the 50 MB that the page reads.')
    .waitFor();
  await drop(0);
  await expect.poll(() => plannedIn(page)).toEqual(['1 €2.50', '1', '1', '0']);
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('the button for files works by keyboard', async () => {
  const page = await openPage('/import');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).press('Enter');
  await (await chooser).setFiles({
    name: 'a.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('SKU,Price,Customer ID\nA,€2.50,7\n'),
  });
  await page.getByRole('button', { name: 'Dry run' }).waitFor();
});

test('the search box and the list of purchases lead here', async () => {
  const page = await openPage('/');
  await openBox(page);
  await page.keyboard.type('import');
  await page.getByRole('option', { name: 'Import sales' }).click();
  await page.getByRole('heading', { name: 'Import sales' }).waitFor();
  await page.getByRole('link', { name: 'Purchases' }).click();
  await press(page, 'Import');
  await page.getByRole('heading', { name: 'Import sales' }).waitFor();
});

test('a viewer is told why they cannot import', async () => {
  const page = await newVisitor();
  await page.goto('/import');
  await choose(page, VIEWER);
  await menuOf(page, VIEWER).waitFor();
  await page.getByText('Only editors can import sales').waitFor();
  expect(await page.getByRole('button', { name: 'Choose a file' }).count()).toBe(0);
});
