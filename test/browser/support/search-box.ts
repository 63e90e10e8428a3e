import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { isFocused } from './open-page.ts';

/** The field of the search box. */
export const boxOf = (page: Page): Locator => page.getByRole('combobox', { name: 'Search or do something' });

/** Opens the search box with the keyboard. */
export async function openBox(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  await expect.poll(() => isFocused(boxOf(page))).toBe(true);
}

/** The option that Enter chooses. */
export const selectedIn = (page: Page): Locator => page.getByRole('option', { selected: true });
