import type { Locator } from 'playwright-core';

/** Types as a person does: a key at a time, in place of what is there. */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('ControlOrMeta+a');
  await field.pressSequentially(text, { delay: 30 });
}
