import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Resolves once nothing on the page moves any more. */
export async function stillness(page: Page): Promise<void> {
  // Not by waitForFunction: the page's content security policy lets it evaluate nothing.
  await expect
    .poll(() => page.evaluate("document.getAnimations().some(({ playState }) => playState === 'running')"))
    .toBe(false);
}
