import { setTimeout } from 'node:timers/promises';
import {
  type Browser,
  type BrowserContext,
  type Cookie,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { CHROMIUM_FLAGS } from './chromium.ts';
import { choose, EDITOR, menuOf } from './signing-in.ts';

let browser: Browser;
let contexts: BrowserContext[] = [];
let failures: string[] = [];
/** The provider's cookies of the editor, since the first sign-in. */
let cookies: Cookie[] = [];

/** Starts a browser for the tests of a file. A test also fails if a page threw an error or violated its CSP. */
export function provideBrowser(): void {
  beforeAll(launch);
  afterEach(async () => {
    await closeContexts();
    const thrown = failures;
    failures = [];
    expect(thrown, 'errors of the page').toEqual([]);
  });
  afterAll(() => browser.close());
}

async function launch(): Promise<void> {
  browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS });
}

/** Closes what the test has opened. A Chromium that does not answer is replaced: that says nothing about the page. */
async function closeContexts(): Promise<void> {
  const closed = Promise.all(contexts.map((context) => context.close())).then(() => true);
  contexts = [];
  if (await Promise.race([closed, setTimeout(30_000, false, { ref: false })])) return;
  void closed.catch(() => undefined);
  const stuck = browser;
  await launch();
  // Not awaited, since it may not answer to this either; Playwright ends its process with the test's.
  void stuck.close().catch(() => undefined);
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

/** Opens an empty page in the browser of somebody who has never been here. */
export async function newVisitor({
  width = 1280,
  height = 800,
  hasTouch = false,
  ...settings
}: VisitorSettings = {}): Promise<Page> {
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
  return page;
}

/** Opens a page of the system under test, and signs in as an editor. @param path with the query. */
export async function openPage(path: string, settings?: VisitorSettings): Promise<Page> {
  const page = await newVisitor(settings);
  await signIn(page, path);
  return page;
}

/**
 * Goes to a page, and signs in as an editor on the way. The first time in a file chooses the editor on the login page. After
 * that the provider knows the person by its cookie, and returns at once.
 */
export async function signIn(page: Page, path: string): Promise<void> {
  const context = page.context();
  await context.addCookies(cookies);
  await page.goto(path);
  if (cookies.length === 0) await choose(page, EDITOR);
  await menuOf(page, EDITOR).waitFor();
  cookies = await context.cookies();
}

/** Whether an element has the focus. */
export const isFocused = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1;
