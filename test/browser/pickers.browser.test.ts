import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addCustomer, addProduct, aWord } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';
import { typeInto } from './support/type.ts';

provideBrowser();

const pickerOf = (page: Page, name: string) => page.getByRole('combobox', { name });
const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

async function openNewPurchase(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'New purchase' }).click();
  return page.getByRole('dialog', { name: 'New purchase' });
}

/** Holds back requests until the returned function is called. */
async function holdAnswers(page: Page, url: RegExp): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  return release;
}

describe('Enter', () => {
  test('picks the only match, without submitting the form', async () => {
    const [customer, product] = await Promise.all([addCustomer(), addProduct()]);
    const page = await openPage('/');
    const dialog = await openNewPurchase(page);
    await typeInto(pickerOf(page, 'Customer'), customer.name.slice(4, 14));
    await page.getByRole('option', { name: customer.name }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => pickerOf(page, 'Customer').inputValue()).toBe(customer.name);
    await typeInto(pickerOf(page, 'Product'), product.name.slice(4, 14));
    await page.keyboard.press('Enter');
    await expect.poll(() => pickerOf(page, 'Product').inputValue()).toBe(product.name);
    await dialog.getByText('€2.50 each, 10 in stock').waitFor();
    expect(await dialog.getByText('This is required.').count()).toBe(0);
  });

  test('waits for the answer to the current input, and picks nothing from an older answer', async () => {
    const word = aWord();
    const [first, second] = [
      await addCustomer({ name: `Ada ${word}a` }),
      await addCustomer({ name: `Ada ${word}b` }),
    ];
    const page = await openPage('/purchases');
    const picker = pickerOf(page, 'Customer');
    await typeInto(picker, word);
    await page.getByRole('option', { name: second.name }).waitFor();
    const release = await holdAnswers(page, new RegExp(`name=${word}b`));
    // The first option of the old answer is highlighted while the new answer is held back.
    await picker.pressSequentially('b', { delay: 30 });
    await picker.press('ArrowDown');
    await picker.press('Enter');
    await picker.press('Enter');
    expect(parameters(page)).toEqual({});
    release();
    await expect.poll(() => parameters(page)).toEqual({ customerId: second.customerId });
    await expect.poll(() => picker.inputValue()).toBe(second.name);
    expect(first.customerId).not.toBe(second.customerId);
  });

  test('picks nothing if several match, unless a whole name is typed', async () => {
    const word = aWord();
    const name = `Ada ${word}`;
    const { customerId } = await addCustomer({ name });
    await addCustomer({ name: `${name}son` });
    const page = await openPage('/purchases');
    await typeInto(pickerOf(page, 'Customer'), word);
    await page.getByRole('option', { name: `${name}son` }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('2 customers found').waitFor({ state: 'attached' });
    expect(parameters(page)).toEqual({});
    await typeInto(pickerOf(page, 'Customer'), name.toUpperCase());
    await page.keyboard.press('Enter');
    await expect.poll(() => parameters(page)).toEqual({ customerId });
  });

  test.each([
    ['germ', 'Germany'],
    ['turkiye', 'Türkiye'],
    ['oman', 'Oman'],
  ])('completes the country %s to %s', async (typed, country) => {
    const { name } = await addCustomer({ name: `Ada ${aWord()}`, country });
    const page = await openPage(`/customers?name=${name.slice(4)}`);
    await typeInto(pickerOf(page, 'Country'), typed);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameters(page)['country']).toBe(country);
    await page.getByRole('link', { name }).waitFor();
  });
});

describe('a search', () => {
  test('in a picker finds a customer by e-mail, and a product by SKU', async () => {
    const [email, sku] = [`${aWord()}@example.org`, aWord().toUpperCase()];
    const [{ customerId }, { productId }] = [await addCustomer({ email }), await addProduct({ sku })];
    const page = await openPage('/purchases');
    await typeInto(pickerOf(page, 'Customer'), email);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameters(page)).toEqual({ customerId });
    await typeInto(pickerOf(page, 'Product'), sku.toLowerCase());
    await page.getByRole('option', { name: sku }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => parameters(page)).toEqual({ customerId, productId });
  });

  test('in the list of products finds a product by SKU', async () => {
    const sku = `${aWord()}-7/b`;
    const { name } = await addProduct({ sku });
    const page = await openPage('/products');
    await typeInto(page.getByLabel('SKU'), sku.toUpperCase());
    await page.keyboard.press('Enter');
    await page.getByText('1 product shown').waitFor({ state: 'attached' });
    await page.getByRole('link', { name }).waitFor();
    await page.reload();
    expect(await page.getByLabel('SKU').inputValue()).toBe(sku.toUpperCase());
  });
});

test('a picker announces how many matches it has found, or none', async () => {
  const word = aWord();
  await addCustomer({ name: `Ada ${word}` });
  const page = await openPage('/');
  await openNewPurchase(page);
  const status = page.getByRole('dialog').getByRole('status');
  await typeInto(pickerOf(page, 'Customer'), word);
  await status.getByText('1 customer found').waitFor({ state: 'attached' });
  // A single letter more would be taken for a slip.
  await pickerOf(page, 'Customer').pressSequentially(' qqqqqq', { delay: 30 });
  await status.getByText('No matches').waitFor({ state: 'attached' });
});

test('the country field announces how many suggestions there are', async () => {
  const page = await openPage('/customers');
  await typeInto(pickerOf(page, 'Country'), 'germ');
  await page.getByRole('status').getByText('1 suggestion').waitFor({ state: 'attached' });
});

/** The lowest contrast between a text in the highlighted option and the option's background. */
const contrastOfHighlighted = (page: Page): Promise<number> =>
  page.evaluate(`(() => {
    const luminanceOf = (color) => {
      const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const option = document.querySelector('[role=option][data-combobox-selected]');
    const behind = luminanceOf(getComputedStyle(option).backgroundColor);
    const texts = [...option.querySelectorAll('*')].filter((node) => node.children.length === 0);
    return Math.min(...texts.map((node) => {
      const lights = [luminanceOf(getComputedStyle(node).color), behind];
      return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    }));
  })()`);

test.each(['light', 'dark'] as const)(
  'the highlighted option has enough contrast in %s mode',
  async (colorScheme) => {
    const { name, email } = await addCustomer();
    const page = await openPage('/', { colorScheme });
    await openNewPurchase(page);
    await typeInto(pickerOf(page, 'Customer'), name);
    await page.getByRole('option', { name }).getByText(email).waitFor();
    await page.getByText('1 customer found').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowDown');
    expect(await contrastOfHighlighted(page)).toBeGreaterThanOrEqual(4.5);
  },
);

/** Whether the first element has an outline or a bottom border. @param selector in CSS. */
const hasLine = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate(`(() => {
    const style = getComputedStyle(document.querySelector('${selector}'));
    const isDrawn = (side) => style[side + 'Style'] !== 'none' && Number.parseFloat(style[side + 'Width']) >= 1;
    return isDrawn('outline') || isDrawn('borderBottom');
  })()`);

test('with forced colours the highlighted option, the current page and dialogs have outlines or borders', async () => {
  const { name } = await addCustomer();
  const page = await openPage('/customers', { forcedColors: 'active' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await hasLine(page, 'nav a[aria-current=page]')).toBe(true);
  expect(await hasLine(page, 'nav a:not([aria-current])')).toBe(false);
  const dialog = await openNewPurchase(page);
  await dialog.waitFor();
  expect(await hasLine(page, 'section[role=dialog]')).toBe(true);
  await typeInto(pickerOf(page, 'Customer'), name);
  await page.getByText('1 customer found').waitFor({ state: 'attached' });
  expect(await hasLine(page, '[role=option]:has(.option-detail)')).toBe(false);
  await page.keyboard.press('ArrowDown');
  expect(await hasLine(page, '[role=option]:has(.option-detail)')).toBe(true);
});
