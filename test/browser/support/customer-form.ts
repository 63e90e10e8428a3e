import type { Locator, Page } from 'playwright-core';

/** A field of the form that adds a customer. */
export const field = (page: Page, label: string): Locator =>
  page.getByRole('dialog', { name: 'Add customer' }).getByLabel(label, { exact: false });

/** Fills in the form for a customer, and sends it. */
export async function sendCustomer(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add customer' }).first().click();
  await field(page, 'Name').fill(name);
  await field(page, 'E-mail').fill(`${crypto.randomUUID()}@example.com`);
  await field(page, 'Date of birth').fill('1990-12-10');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}
