import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { CHROMIUM_FLAGS } from './chromium.ts';

let browser: Browser;
let contexts: BrowserContext[] = [];
let failures: string[] = [];

/** Gives the file's tests a browser; a test fails too when a page of it threw, or did what its policy forbids. */
export function provideBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    const thrown = failures;
    failures = [];
    expect(thrown, 'errors that the page threw').toEqual([]);
  });
  afterAll(() => browser.close());
}

/** How a page is looked at, and by whom; default: light, 1280 by 800 px, with a mouse, in British English, in Vienna. */
export interface Looks {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  /** The system's own few colours in place of the page's. Default: none. */
  readonly forcedColors?: 'active' | 'none';
  readonly timezoneId?: string;
  /** A phone: a screen that is touched. */
  readonly hasTouch?: boolean;
}

/** Opens a page as a new visitor. @param path with its query. */
export async function openPage(
  path: string,
  { width = 1280, height = 800, hasTouch = false, ...looks }: Looks = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: inject('baseUrl'),
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    ...looks,
    viewport: { width, height },
    hasTouch,
    isMobile: hasTouch,
  });
  contexts.push(context);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) failures.push(message.text());
  });
  await page.goto(path);
  return page;
}

/** Whether the keyboard writes to an element. */
export const isFocused = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1;
