import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { isFocused, openPage, provideBrowser } from './support/open-page.ts';
import { typeInto } from './support/type.ts';

provideBrowser();

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const isFocusLost = (page: Page): Promise<boolean> =>
  page.evaluate('document.activeElement === null || document.activeElement === document.body');

describe('the focus', () => {
  test('moves through a purchase by keyboard, from Buy to the next purchase', async () => {
    const [customer, product] = await Promise.all([addCustomer(), addProduct({ stock: 2 })]);
    const page = await openPage(`/customers/${customer.customerId}`);
    await page.getByRole('button', { name: 'Buy something' }).click();
    const dialog = page.getByRole('dialog', { name: 'New purchase' });
    const picker = dialog.getByRole('combobox', { name: 'Product' });
    await expect.poll(() => isFocused(picker)).toBe(true);
    await picker.pressSequentially(product.name, { delay: 30 });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => picker.inputValue()).toBe(product.name);
    await typeInto(dialog.getByLabel('Quantity'), '3');
    await dialog.getByRole('button', { name: 'Buy' }).press('Enter');
    await expect.poll(() => isFocused(dialog.getByRole('button', { name: 'Done' }))).toBe(true);
    await dialog.getByRole('button', { name: 'Edit and try again' }).press('Enter');
    await expect.poll(() => isFocused(dialog.getByLabel('Quantity'))).toBe(true);
    await typeInto(dialog.getByLabel('Quantity'), '1');
    await page.keyboard.press('Enter');
    await expect.poll(() => isFocused(dialog.getByRole('button', { name: 'Done' }))).toBe(true);
    await dialog.getByText('Completed').waitFor();
    await dialog.getByRole('button', { name: 'Another purchase' }).press('Enter');
    await expect.poll(() => isFocused(dialog.getByRole('combobox', { name: 'Product' }))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(page.getByRole('button', { name: 'Buy something' }))).toBe(true);
  });

  test('stays in the row of a purchase that is cancelled', async () => {
    const product = await addProduct();
    await buy(await addCustomer(), product);
    const page = await openPage(`/purchases?productId=${product.productId}`);
    const row = page.getByRole('row', { name: product.name });
    await row.getByRole('button', { name: 'Cancel' }).press('Enter');
    await page.getByRole('button', { name: 'Cancel the purchase' }).press('Enter');
    await row.getByText('Cancelled').waitFor();
    await row.getByRole('button').waitFor({ state: 'detached' });
    await expect.poll(() => row.locator(':focus').count()).toBe(1);
  });

  test('stays on the page of a purchase that is cancelled', async () => {
    const { purchaseId } = await buy(await addCustomer(), await addProduct());
    const page = await openPage(`/purchases/${purchaseId}`);
    await page.getByRole('button', { name: 'Cancel purchase' }).press('Enter');
    await page.getByRole('button', { name: 'Cancel the purchase' }).press('Enter');
    await page.getByRole('button', { name: 'Cancel purchase' }).waitFor({ state: 'detached' });
    await expect.poll(() => isFocusLost(page)).toBe(false);
  });

  test('moves to the heading of each page, and its title is announced', async () => {
    const { customerId, name } = await addCustomer();
    const page = await openPage(`/customers?name=${encodeURIComponent(name)}`);
    const announced = (title: string) =>
      page.getByRole('status').getByText(title, { exact: true }).waitFor({ state: 'attached' });
    await page.getByRole('link', { name }).press('Enter');
    await expect.poll(() => isFocused(heading(page, name))).toBe(true);
    await announced(`${name} · Multidomain`);
    await page.goBack();
    await expect.poll(() => isFocused(heading(page, 'Customers'))).toBe(true);
    await announced('Customers · Multidomain');
    await page.getByRole('link', { name: 'Products', exact: true }).press('Enter');
    await expect.poll(() => isFocused(heading(page, 'Products'))).toBe(true);
    await announced('Products · Multidomain');
    await page.goto(`/customers/${customerId}`);
    await page.getByRole('button', { name: 'Remove' }).press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter');
    await expect.poll(() => isFocused(heading(page, 'Customers'))).toBe(true);
  });

  test('moves to the field when a search is cleared', async () => {
    const page = await openPage('/customers?name=nobodyhasthisname');
    await page.getByRole('button', { name: 'Clear filters' }).press('Enter');
    await page.getByRole('button', { name: 'Clear filters' }).waitFor({ state: 'detached' });
    await expect.poll(() => isFocusLost(page)).toBe(false);
    await typeInto(page.getByRole('searchbox'), 'x');
    await page.getByRole('button', { name: 'Clear name or e-mail' }).press('Enter');
    await expect.poll(() => isFocused(page.getByRole('searchbox'))).toBe(true);
  });
});

describe('the focus after a form is refused', () => {
  test('is on the first invalid field of the form', async () => {
    const page = await openPage('/products');
    await page.getByRole('button', { name: 'Add product' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add product' });
    await typeInto(dialog.getByLabel('Name'), `Mug ${aWord()}`);
    // The description comes last in the form, but before the price in the service's errors.
    await dialog.getByLabel('Description').fill('d'.repeat(2001));
    await dialog.getByRole('button', { name: 'Add' }).press('Enter');
    await expect.poll(() => isFocused(dialog.getByLabel('Price'))).toBe(true);
    await dialog.getByText('This must have at most 2000 characters.').waitFor();
  });

  test('is on the empty picker of a purchase', async () => {
    const page = await openPage('/');
    await page.getByRole('button', { name: 'New purchase' }).click();
    const dialog = page.getByRole('dialog', { name: 'New purchase' });
    for (const [role, name] of [
      ['combobox', 'Customer'],
      ['combobox', 'Product'],
      ['textbox', 'Quantity'],
    ] as const) {
      expect(await dialog.getByRole(role, { name }).getAttribute('required'), name).not.toBeNull();
    }
    await dialog.getByRole('button', { name: 'Buy' }).press('Enter');
    await dialog.getByText('This is required.').first().waitFor();
    await expect.poll(() => isFocused(dialog.getByRole('combobox', { name: 'Customer' }))).toBe(true);
  });

  test('is on the field that the service refused', async () => {
    const product = await addProduct({ stock: 3 });
    const page = await openPage(`/products/${product.productId}`);
    await page.getByRole('button', { name: 'Adjust stock' }).click();
    const dialog = page.getByRole('dialog', { name: 'Adjust stock' });
    await typeInto(dialog.getByLabel('Units to add'), '-4');
    await dialog.getByRole('button', { name: 'Adjust' }).press('Enter');
    await dialog.getByText('4 wanted, 3 in stock.').waitFor();
    await expect.poll(() => isFocused(dialog.getByLabel('Units to add'))).toBe(true);
    expect(await dialog.getByLabel('Units to add').getAttribute('aria-invalid')).toBe('true');
  });
});
