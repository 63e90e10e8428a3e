import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until no animation is running on the page. */
export async function untilStill(page: Page): Promise<void> {
  // Not with waitForFunction, which the page's content security policy blocks.
  await expect
    .poll(() => page.evaluate("document.getAnimations().some(({ playState }) => playState === 'running')"))
    .toBe(false);
}
