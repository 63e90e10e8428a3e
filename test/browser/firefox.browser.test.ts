import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { aWord } from '../support/shop.ts';
import { findFirefox } from './support/firefox.ts';
import { EDITOR } from './support/signing-in.ts';

const TYPING = { delay: 20 };
const TIMEOUT_MS = 60_000;

let browser: Browser;
let page: Page;
const failures: string[] = [];

beforeAll(async () => {
  // Playwright only supports its own build of Firefox. Puppeteer supports any, through WebDriver BiDi.
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: findFirefox() ?? '' });
  page = await browser.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  page.on('pageerror', (error) => failures.push(String(error)));
});

afterAll(() => browser.close());

const click = (selector: string) => page.locator(selector).click();

async function typeInto(selector: string, text: string): Promise<void> {
  await page.locator(selector).click();
  await page.keyboard.type(text, TYPING);
}

/** A selector by role and accessible name. */
const named = (role: string, name: string): string => `::-p-aria([role="${role}"][name="${name}"])`;

async function pick(label: string, name: string): Promise<void> {
  await typeInto(named('combobox', label), name);
  await page.locator(`[role="option"] ::-p-text(${name})`).click();
}

const shows = (text: string) => page.waitForSelector(`main ::-p-text(${text})`);

// Firefox is many times slower than Chromium at finding elements by name.
test('in Firefox an editor signs in, adds a customer and a product, buys the product, and finds both', {
  timeout: 300_000,
}, async () => {
  const [customer, product] = [`Ada ${aWord()}`, `Mug ${aWord()}`];

  await page.goto(`${inject('baseUrl')}/customers`);
  await click(`button ::-p-text(${EDITOR})`);
  await page.waitForSelector(`[aria-label="Signed in as ${EDITOR}"]`);
  await click(named('button', 'Add customer'));
  await page.waitForSelector('input[type="email"]');
  await typeInto(named('textbox', 'Name'), customer);
  await typeInto('input[type="email"]', 'ada@example.org');
  await page.focus('[role="dialog"] input[type="date"]');
  // The same date whether the day or the month comes first.
  await page.keyboard.type('06061990', TYPING);
  await click(named('button', 'Add'));
  await page.waitForSelector(`h1::-p-text(${customer})`);

  await click('nav ::-p-text(Products)');
  await click(named('button', 'Add product'));
  await page.waitForSelector('textarea');
  await typeInto(named('textbox', 'Name'), product);
  await typeInto(named('textbox', 'Price'), '2.50');
  await typeInto(named('textbox', 'Stock'), '5');
  await click(named('button', 'Add'));
  await page.waitForSelector(`h1::-p-text(${product})`);

  await click(named('button', 'New purchase'));
  await pick('Customer', customer);
  await pick('Product', product);
  await click(named('button', 'Buy'));
  await page.waitForSelector('[role="status"] ::-p-text(Completed)');
  await click(named('button', 'Done'));
  await shows(customer);

  await click('nav ::-p-text(Purchases)');
  await shows(customer);
  await shows(product);

  await click('nav ::-p-text(Customers)');
  await page.locator('input[type="search"]').click();
  await page.keyboard.type(customer.slice(0, -2), TYPING);
  await page.waitForFunction("document.querySelectorAll('tbody tr').length === 1");
  await shows(product);
  expect(failures).toEqual([]);
});
