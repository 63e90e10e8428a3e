import type { Page } from 'playwright-core';

/** Types a name into a combobox, and picks its option. */
export async function pick(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(name);
  await page.getByRole('option', { name }).click();
}
