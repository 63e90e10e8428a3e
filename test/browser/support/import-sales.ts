import type { Locator, Page } from 'playwright-core';
import type { PurchaseView } from '../../../contracts/purchases/shapes.ts';
import { api, collected } from '../../support/api.ts';
import { openPage } from './open-page.ts';

/** A file to import. */
export interface SalesFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Chooses a file on the page for imports. */
export const chooseFile = ({ name, content }: SalesFile, page: Page): Promise<void> =>
  page.getByLabel('Sales file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

/** Opens the page for imports as an editor, with a file. */
export async function openImport(file: SalesFile): Promise<Page> {
  const page = await openPage('/import');
  await chooseFile(file, page);
  return page;
}

/** A number with its note, by its label, in the figures of this name. */
const figure = (page: Page, figures: string, label: string): Locator =>
  page
    .locator(`dl[aria-label="${figures}"] .figure`, { has: page.getByText(label, { exact: true }) })
    .locator('dd');

/** Numbers with their notes, by their labels. */
export const textsOf = async (page: Page, figures: string, labels: readonly string[]): Promise<string[]> =>
  Promise.all(
    labels.map(async (label) => (await figure(page, figures, label).innerText()).replace(/\s+/g, ' ')),
  );

/** What a file comes to: purchases, customers, products and returns, each with its note. */
export const plannedIn = (page: Page) =>
  textsOf(page, 'What the file comes to', ['Purchases', 'Customers', 'Products', 'Returns']);

/** Presses the first button of this name. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

/** From what was understood to the result. */
export async function importAll(page: Page): Promise<void> {
  await press(page, 'Dry run');
  await press(page, /^Import \d/);
  await page.getByText('Finished in').waitFor();
}

/** The purchases of the customer of this name, according to the API. */
export async function purchasesOf(customerName: string): Promise<PurchaseView[]> {
  const { items } = await api('GET /customers', { query: { name: customerName } });
  const [customer] = items;
  if (customer === undefined) return [];
  return collected(api.every('GET /purchases', { query: { customerId: customer.customerId } }));
}

/** The lines that the page shows as refused. */
export const refusedRows = async (page: Page): Promise<string[]> =>
  (await page.getByRole('table', { name: 'Refused lines' }).getByRole('row').allInnerTexts())
    .slice(1)
    .map((row) => row.replace(/\s+/g, ' '));

/** The field of this label that one chooses in. */
export const fieldOf = (page: Page, label: string): Locator =>
  page.getByRole('combobox', { name: label, exact: true });
