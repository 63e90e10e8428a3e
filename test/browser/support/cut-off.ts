import type { Page } from 'playwright-core';
import { untilStill } from './until-still.ts';

/** Elements that must be completely visible. */
const COMPLETELY_VISIBLE = [
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

// A string, because the types of the tests do not include the DOM.
const SCRIPT = `(() => {
  const page = document.documentElement;
  const found = page.scrollWidth > page.clientWidth ? ['the page is ' + page.scrollWidth + ' px wide'] : [];
  for (const element of document.querySelectorAll(${JSON.stringify(COMPLETELY_VISIBLE)})) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width === 0 || element.matches('.skip-link:not(:focus)')) continue;
    const name = element.tagName.toLowerCase() + ' "' + (element.innerText ?? '').slice(0, 30) + '"';
    if (right > page.clientWidth + 1 || left < -1) {
      found.push(name + ' is at ' + Math.round(left) + '–' + Math.round(right) + ' px');
    }
    const isClipped = getComputedStyle(element).overflowX !== 'visible' || element.matches('input');
    if (isClipped && element.scrollWidth > element.clientWidth + 1) {
      found.push(name + ' needs ' + element.scrollWidth + ' px and has ' + element.clientWidth);
    }
  }
  return found.slice(0, 5);
})()`;

/** Describes elements that are clipped or beyond the edge of the screen. */
export const cutOff = (page: Page): Promise<string[]> => page.evaluate<string[]>(SCRIPT);

/** How many frames an open list may take to find its place after a resize. */
const FRAMES = 60;

/** What {@link cutOff} still finds once the layout has settled. */
async function cutOffAtRest(page: Page): Promise<string[]> {
  await untilStill(page);
  let found = await cutOff(page);
  for (let frame = 0; found.length > 0 && frame < FRAMES; frame += 1) {
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
    found = await cutOff(page);
  }
  return found;
}

/** What {@link cutOff} finds on screens of these sizes in CSS pixels. */
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
