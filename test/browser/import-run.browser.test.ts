import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { runImportCommand } from '../support/import-command.ts';
import { aWord } from '../support/shop.ts';
import {
  chooseFile,
  fieldOf,
  openImport,
  plannedIn,
  press,
  purchasesOf,
  type SalesFile,
  textsOf,
} from './support/import-sales.ts';
import { provideBrowser } from './support/open-page.ts';

provideBrowser();

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with so many sales, each of one piece. */
const plain = (run: string, sales: number): SalesFile => ({
  name: `${run}.csv`,
  content: `Order,SKU,Price,Currency,Customer ID,Customer\n${Array.from(
    { length: sales },
    (_, n) => `${n},${run},2.50,EUR,${run},Ada ${run}\n`,
  ).join('')}`,
});

const SALES = 120;

describe('an import in progress', () => {
  /** Begins an import whose second batch is held back until it is released. */
  async function begun(run: string): Promise<{ readonly page: Page; readonly release: () => void }> {
    const page = await openImport(plain(run, SALES));
    const held = Promise.withResolvers<void>();
    let batches = 0;
    await page.route('**/api/imports', async (route) => {
      batches += 1;
      if (batches === 2) await held.promise;
      await route.continue();
    });
    await press(page, 'Dry run');
    await press(page, `Import ${SALES} lines`);
    await page.getByText(`100 of ${SALES}`).waitFor({ timeout: 45_000 });
    return { page, release: held.resolve };
  }

  test('is stopped, goes on after a reload, and makes each purchase once', async () => {
    const run = aWord();
    const { page, release } = await begun(run);
    expect(await page.getByRole('progressbar', { name: 'Purchases' }).getAttribute('max')).toBe(`${SALES}`);
    expect(await page.getByRole('button', { name: 'Choose another file' }).isDisabled()).toBe(true);
    expect(await fieldOf(page, 'Currency').isDisabled()).toBe(true);
    await press(page, 'Stop');
    release();
    await page.getByText('Stopped after 100 lines.').waitFor();
    await page.getByRole('button', { name: 'Continue' }).waitFor();

    await page.unroute('**/api/imports');
    await page.reload();
    await chooseFile(plain(run, SALES), page);
    await press(page, 'Dry run');
    await page.getByText('100 lines were imported from this browser before').waitFor();
    await press(page, `Import ${SALES} lines`);
    await page.getByText('Finished in').waitFor({ timeout: 45_000 });
    expect(await textsOf(page, 'Result', ['Lines imported', 'Lines refused'])).toEqual([
      expect.stringMatching(/^120 100 of them made before$/),
      '0',
    ]);
    expect(await purchasesOf(run)).toHaveLength(SALES);
  });

  test('asks before it is left, and continues where it was stopped', async () => {
    const run = aWord();
    const { page, release } = await begun(run);
    await page.getByRole('link', { name: 'Customers' }).click();
    const question = page.getByRole('alertdialog', { name: 'Stop the import?' });
    await question.getByRole('button', { name: 'Keep importing' }).click();
    await question.waitFor({ state: 'detached' });
    await press(page, 'Stop');
    release();
    await press(page, 'Continue');
    await page.getByText('Finished in').waitFor({ timeout: 45_000 });
    expect(await purchasesOf(run)).toHaveLength(SALES);
    await page.getByRole('link', { name: 'Customers', exact: true }).click();
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
  });

  test('stops if it is left all the same', async () => {
    const run = aWord();
    const { page, release } = await begun(run);
    await page.getByRole('link', { name: 'Products' }).click();
    await press(page, 'Stop and leave');
    await page.getByRole('heading', { name: 'Products' }).waitFor();
    release();
    await eventually(async () => expect((await purchasesOf(run)).length).toBeGreaterThanOrEqual(100));
  });
});

describe('what the command began', () => {
  test('is finished in the page, and the other way round', async () => {
    const run = aWord();
    const path = join(folder, `${run}.csv`);
    const part = plain(run, 3);
    const whole = plain(run, 5);
    writeFileSync(path, part.content);
    expect(await runImportCommand(join(folder, 'one'), path)).toMatchObject({ code: 0 });
    const page = await openImport(whole);
    await press(page, 'Dry run');
    await page.getByRole('button', { name: 'Import 5 lines' }).waitFor();
    expect(await plannedIn(page)).toEqual(['5 €12.50', '1 0 new, 1 exists', '1 0 new, 1 exists', '0']);
    await press(page, 'Import 5 lines');
    await page.getByText('Finished in').waitFor();
    const made = await purchasesOf(run);
    expect(made).toHaveLength(5);
    writeFileSync(path, whole.content);
    // Without the journal of either, the keys alone tell.
    expect(await runImportCommand(join(folder, 'other'), path)).toMatchObject({ code: 0 });
    expect(await purchasesOf(run)).toEqual(made);
  });
});
