import type { Locator } from 'playwright-core';

/** Replaces the content of a field by typing, key by key. */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('ControlOrMeta+a');
  await field.pressSequentially(text, { delay: 30 });
}
