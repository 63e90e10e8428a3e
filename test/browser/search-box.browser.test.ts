import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView } from '../../contracts/customer/shapes.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { isFocused, newVisitor, openPage, provideBrowser } from './support/open-page.ts';
import { boxOf, openBox, selectedIn } from './support/search-box.ts';
import { choose, menuOf, VIEWER } from './support/signing-in.ts';
import { typeInto } from './support/type.ts';

provideBrowser();

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const isClosed = (page: Page) => boxOf(page).waitFor({ state: 'detached' });

/** Types into the open box. */
const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text, { delay: 15 });

let customer: CustomerView;
let product: ProductView;

beforeAll(async () => {
  customer = await addCustomer({ email: `${aWord()}@example.org` });
  product = await addProduct({ sku: aWord().toUpperCase() });
});

describe('the search box', () => {
  test.each(['/', 'Shift+/', 'Control+k'])('opens with %s and closes with Escape', async (keys) => {
    const page = await openPage(`/customers/${customer.customerId}`);
    await heading(page, customer.name).waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).focus();
    await page.keyboard.press(keys);
    await expect.poll(() => isFocused(boxOf(page))).toBe(true);
    await page.keyboard.press('Escape');
    await isClosed(page);
    await expect.poll(() => isFocused(page.getByRole('button', { name: 'Edit', exact: true }))).toBe(true);
  });

  test('opens with its button, and not from a field or a dialog where one types', async () => {
    const page = await openPage('/customers');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await boxOf(page).waitFor();
    await page.keyboard.press('Control+k');
    await isClosed(page);
    await typeInto(page.getByRole('searchbox'), 'zo/e?');
    expect(await page.getByRole('searchbox').inputValue()).toBe('zo/e?');
    await page.keyboard.press('Control+k');
    await boxOf(page).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New purchase' }).click();
    await dialog(page, 'New purchase').waitFor();
    await page.keyboard.press('Control+k');
    await dialog(page, 'New purchase').getByRole('button', { name: 'Buy' }).focus();
    await page.keyboard.press('/');
    expect(await boxOf(page).count()).toBe(0);
  });

  test('finds customers by name and e-mail address', async () => {
    const page = await openPage('/');
    for (const text of [customer.name, customer.email]) {
      await openBox(page);
      await type(page, text);
      await selectedIn(page).getByText(customer.name).waitFor();
      await page
        .getByRole('status')
        .getByText(/results?$/)
        .first()
        .waitFor({ state: 'attached' });
      await page.keyboard.press('Enter');
      await expect.poll(() => isFocused(heading(page, customer.name))).toBe(true);
    }
  });

  test('finds products by name and SKU', async () => {
    const page = await openPage('/');
    for (const text of [product.name, (product.sku as string).toLowerCase()]) {
      await openBox(page);
      await type(page, text);
      await selectedIn(page).getByText(product.name).waitFor();
      await page.keyboard.press('Enter');
      await expect.poll(() => isFocused(heading(page, product.name))).toBe(true);
    }
  });

  test('finds purchases, customers and products by id', async () => {
    const { purchaseId } = await buy(customer, product, 2);
    const page = await openPage('/');
    const ids = { purchases: purchaseId, customers: customer.customerId, products: product.productId };
    for (const [path, id] of Object.entries(ids)) {
      await openBox(page);
      await type(page, id);
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/${path}/${id}`);
    }
  });

  test('shows the first of many, and leads to all of them', async () => {
    const word = aWord();
    await Promise.all(Array.from({ length: 6 }, (_, n) => addCustomer({ name: `${word} ${n}` })));
    const page = await openPage('/');
    await openBox(page);
    await type(page, word);
    await page
      .getByRole('option', { name: `${word} 4` })
      .first()
      .waitFor();
    expect(await page.getByRole('option', { name: `${word} 5` }).count()).toBe(0);
    await page.getByRole('option', { name: `All customers that match “${word}”` }).click();
    await page.getByText('6 customers shown').waitFor();
  });

  test('moves the selection with the arrows, past the ends, and tells assistive technology', async () => {
    const page = await openPage('/');
    await openBox(page);
    const selected = async () => {
      const id = await boxOf(page).getAttribute('aria-activedescendant');
      expect(await selectedIn(page).getAttribute('id')).toBe(id);
      return selectedIn(page).textContent();
    };
    await expect.poll(selected).toBe('New purchase');
    await page.keyboard.press('ArrowDown');
    expect(await selected()).toBe('New customer');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await selected()).toContain('Keyboard shortcuts');
    await page.keyboard.press('ArrowDown');
    expect(await selected()).toBe('New purchase');
  });

  test('chooses nothing from an older answer; Enter waits for the answer to what was typed', async () => {
    const word = aWord();
    const [, second] = [
      await addCustomer({ name: `Ada ${word}a` }),
      await addCustomer({ name: `Ada ${word}b` }),
    ];
    const page = await openPage('/');
    await openBox(page);
    await type(page, word);
    await page.getByRole('option', { name: second.name }).first().waitFor();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(new RegExp(`name=${word}b`), async (route) => {
      await released;
      await route.continue().catch(() => {});
    });
    await type(page, 'b');
    await page.keyboard.press('Enter');
    // The older answers are still in sight.
    await page
      .getByRole('option', { name: `${word}a` })
      .first()
      .waitFor();
    expect(await selectedIn(page).count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/');
    release();
    await page.waitForURL(`**/customers/${second.customerId}`);
  });

  test('an answer that arrives after a later one replaces nothing', async () => {
    const held: (() => void)[] = [];
    const page = await openPage('/');
    const text = customer.name.slice(0, 9);
    await page.route(/\/api\/(customers|products)\?name=Ada(\+|%20)*&/, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue().catch(() => {});
    });
    await openBox(page);
    await type(page, 'Ada');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await type(page, text.slice(3));
    await selectedIn(page).getByText(customer.name).waitFor();
    for (const release of held) release();
    await page.waitForLoadState('networkidle');
    expect(await selectedIn(page).textContent()).toContain(customer.name);
  });

  test('says when nothing is found, and when something could not be searched', async () => {
    const page = await openPage('/');
    await page.route(/\/api\/products\?name=/, (route) => route.abort());
    await openBox(page);
    await type(page, customer.name);
    await page.getByText('Products could not be searched. The page keeps trying.').waitFor();
    await page.getByRole('option', { name: customer.email }).waitFor();
    await page.unroute(/\/api\/products\?name=/);
    await page.getByText('Products could not be searched').waitFor({ state: 'detached' });
    await boxOf(page).fill('qqqqqqqqqqqq');
    await page.getByText('Nothing found. Names are found by how their words begin').waitFor();
    await page.getByRole('status').getByText('Nothing found').waitFor({ state: 'attached' });
  });

  test('offers what was chosen lately, and what suits the page', async () => {
    const page = await openPage('/');
    await openBox(page);
    await type(page, product.name);
    await selectedIn(page).getByText(product.name).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, product.name).waitFor();
    await openBox(page);
    const group = (name: string) => page.getByRole('group', { name, exact: true });
    await group('Recent').getByRole('option', { name: product.name }).waitFor();
    await group('Actions')
      .getByRole('option', { name: `Adjust stock of ${product.name}` })
      .waitFor();
    await group('Recent').getByRole('option').click();
    await isClosed(page);
  });
});

describe('the search box does', () => {
  test.each([
    ['new cust', 'Add customer'],
    ['add prod', 'Add product'],
    ['new purchase', 'New purchase'],
  ])('%j', async (text, title) => {
    const page = await openPage('/purchases');
    await openBox(page);
    await type(page, text);
    await page.keyboard.press('Enter');
    await dialog(page, title).waitFor();
    await expect.poll(() => dialog(page, title).locator(':focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await dialog(page, title).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Overview' }).click();
    await heading(page, 'Overview').waitFor();
    await page.goBack();
    await heading(page, 'Overview').waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    expect(await dialog(page, title).count()).toBe(0);
  });

  test('a purchase for a customer, and of a product', async () => {
    const page = await openPage('/');
    for (const [named, label] of [
      [customer, 'Customer'],
      [product, 'Product'],
    ] as const) {
      await openBox(page);
      await type(page, `sell ${named.name}`);
      await selectedIn(page).getByText(named.name).waitFor();
      await page.keyboard.press('Enter');
      const picker = dialog(page, 'New purchase').getByRole('combobox', { name: label });
      await expect.poll(() => picker.inputValue()).toBe(named.name);
      await page.keyboard.press('Escape');
      await dialog(page, 'New purchase').waitFor({ state: 'detached' });
    }
  });

  test('the stock of a product, also on its page', async () => {
    const page = await openPage('/');
    for (const _ of ['from elsewhere', 'on its page']) {
      await openBox(page);
      await type(page, `adjust stock of ${product.name}`);
      await selectedIn(page).getByText(`Adjust stock of ${product.name}`).waitFor();
      await page.keyboard.press('Enter');
      const units = dialog(page, 'Adjust stock').getByLabel('Units to add');
      await expect.poll(() => isFocused(units)).toBe(true);
      await page.keyboard.press('Escape');
      await dialog(page, 'Adjust stock').waitFor({ state: 'detached' });
    }
    await heading(page, product.name).waitFor();
  });

  test('nothing for a viewer that only editors may do', async () => {
    const page = await newVisitor();
    await page.goto('/');
    await choose(page, VIEWER);
    await menuOf(page, VIEWER).waitFor();
    await openBox(page);
    await page.getByRole('option', { name: 'Products' }).waitFor();
    expect(await page.getByRole('group', { name: 'Actions' }).count()).toBe(0);
    await type(page, `sell ${customer.name}`);
    await selectedIn(page).getByText(customer.email).waitFor();
    expect(await page.getByRole('option', { name: /^(New|Adjust)/ }).count()).toBe(0);
  });

  test('pages', async () => {
    const page = await openPage('/');
    await openBox(page);
    await type(page, 'purchases');
    await page.keyboard.press('Enter');
    await expect.poll(() => isFocused(heading(page, 'Purchases'))).toBe(true);
  });
});

test('? lists the keyboard shortcuts, and so does the search box', async () => {
  const page = await openPage('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('?');
  const sheet = dialog(page, 'Keyboard shortcuts');
  await sheet.getByText('Search, or do something').waitFor();
  await sheet.getByText('Ctrl K').waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await openBox(page);
  await type(page, 'shortcuts');
  await page.keyboard.press('Enter');
  await sheet.waitFor();
});
