import type { Page } from 'playwright-core';
import { stillness } from './stillness.ts';

/** Everything that a reader has to see whole. */
const WHOLE = [
  'a',
  'button',
  'label',
  'input[type="date"]',
  'h1',
  'h2',
  'th',
  'td',
  'dd',
  '.mantine-Button-label',
  '.mantine-Modal-content',
  '.mantine-Modal-title',
  '.panel',
  '.status',
  '.time',
  '[role="option"]',
].join();

// A text, since the tests' own types know no browser.
const SCRIPT = `(() => {
  const page = document.documentElement;
  const found = page.scrollWidth > page.clientWidth ? ['the page is ' + page.scrollWidth + ' px wide'] : [];
  for (const element of document.querySelectorAll(${JSON.stringify(WHOLE)})) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width === 0 || element.matches('.skip-link:not(:focus)')) continue;
    const name = element.tagName.toLowerCase() + ' "' + (element.innerText ?? '').slice(0, 30) + '"';
    if (right > page.clientWidth + 1 || left < -1) {
      found.push(name + ' stands at ' + Math.round(left) + '–' + Math.round(right) + ' px');
    }
    const isClipped = getComputedStyle(element).overflowX !== 'visible' || element.matches('input');
    if (isClipped && element.scrollWidth > element.clientWidth + 1) {
      found.push(name + ' needs ' + element.scrollWidth + ' px and has ' + element.clientWidth);
    }
  }
  return found.slice(0, 5);
})()`;

/** What lies beyond the screen's edge, and what is cut; empty for nothing. */
export const cutOff = (page: Page): Promise<string[]> => page.evaluate<string[]>(SCRIPT);

/** Frames in which an open list finds its new place after a resize; what is cut for good is cut after them, too. */
const FRAMES = 60;

/** What {@link cutOff} still finds once the page has settled. */
async function cutOffAtRest(page: Page): Promise<string[]> {
  await stillness(page);
  let found = await cutOff(page);
  for (let frame = 0; found.length > 0 && frame < FRAMES; frame += 1) {
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
    found = await cutOff(page);
  }
  return found;
}

/** What {@link cutOff} finds on screens of these sizes, in CSS pixels: width and height. */
export async function cutOffAt(
  page: Page,
  sizes: readonly (readonly [width: number, height: number])[],
): Promise<string[]> {
  const found: string[] = [];
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    found.push(...(await cutOffAtRest(page)).map((text) => `${width} px: ${text}`));
  }
  return found;
}
