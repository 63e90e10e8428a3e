import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Scrolls to a place, in pixels or as an expression of them, and waits until the page is drawn there. */
export const scrollTo = (page: Page, top: number | string): Promise<unknown> =>
  page.evaluate(`new Promise((resolve) => {
    window.scrollTo(0, ${top});
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  })`);

export const toEnd = (page: Page): Promise<unknown> =>
  scrollTo(page, 'document.documentElement.scrollHeight');

/** Scrolls to the end of a list, page by page, until it says so, and no further. */
export const scrollUntil = (page: Page, text: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate<boolean>(`(() => {
        const isThere = document.body.innerText.includes('\\n${text}');
        if (!isThere) window.scrollTo(0, document.documentElement.scrollHeight);
        return isThere;
      })()`),
    )
    .toBe(true);
