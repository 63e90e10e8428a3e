import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { CHROMIUM_FLAGS } from './chromium.ts';

let browser: Browser;
let contexts: BrowserContext[] = [];
let failures: string[] = [];

/** Starts a browser for the tests of a file. A test also fails if a page threw an error or violated its CSP. */
export function provideBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    const thrown = failures;
    failures = [];
    expect(thrown, 'errors of the page').toEqual([]);
  });
  afterAll(() => browser.close());
}

/** The visitor's settings; default: light mode, 1280 by 800 px, a mouse, British English, and the time zone of Vienna. */
export interface VisitorSettings {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  /** Whether the system's colours replace those of the page; default: none. */
  readonly forcedColors?: 'active' | 'none';
  readonly timezoneId?: string;
  /** Whether the visitor uses a phone. */
  readonly hasTouch?: boolean;
}

/** Opens a page as a new visitor. @param path with the query. */
export async function openPage(
  path: string,
  { width = 1280, height = 800, hasTouch = false, ...settings }: VisitorSettings = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: inject('baseUrl'),
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    ...settings,
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

/** Whether an element has the focus. */
export const isFocused = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1;
