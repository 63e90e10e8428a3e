import { expect, test } from 'vitest';
import { get, patch, post } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, aWord } from '../support/shop.ts';
import { isFocused, openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test('a product can be edited while units of it are sold', async () => {
  const product = await addProduct({ stock: 10 });
  const path = `/products/${product.productId}`;
  const page = await openPage(path);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit product' });
  await post(`${path}/stock-adjustments`, { delta: -3 });
  await dialog.getByLabel('Name').fill('Renamed');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
  expect((await get(path)).body).toMatchObject({ name: 'Renamed', stock: 7 });
});

test('an edit of a product changes its price, in major units, and empties fields', async () => {
  const product = await addProduct({ category: 'Mugs', price: { amount: 1250, currency: 'EUR' } });
  const page = await openPage(`/products/${product.productId}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit product' });
  expect(await dialog.getByLabel('Price').inputValue()).toBe('12.50');
  await dialog.getByLabel('Price').fill('0.99');
  await dialog.getByLabel('Category').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('€0.99').waitFor();
  const { body } = await get(`/products/${product.productId}`);
  expect(body.price).toEqual({ amount: 99, currency: 'EUR' });
  expect(body).not.toHaveProperty('category');
});

test('stock is adjusted, but not below zero', async () => {
  const product = await addProduct({ stock: 3 });
  const page = await openPage(`/products/${product.productId}`);
  await page.getByRole('button', { name: 'Adjust stock' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adjust stock' });
  await dialog.getByLabel('Units to add').fill('-4');
  await dialog.getByRole('button', { name: 'Adjust' }).click();
  await dialog.getByText('4 wanted, 3 in stock.').waitFor();
  await dialog.getByLabel('Units to add').fill('10');
  await dialog.getByText('13 afterwards').waitFor();
  await dialog.getByLabel('Units to add').press('Enter');
  await page.getByText('In stock13').waitFor();
  expect((await get(`/products/${product.productId}`)).body.stock).toBe(13);
});

test('a removal asks first and leads back to the list, and the old link says that nothing is there', async () => {
  const customer = await addCustomer();
  const path = `/customers/${customer.customerId}`;
  const page = await openPage(path);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  expect((await get(path)).status).toBe(200);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  expect((await get(path)).status).toBe(404);
  const old = await openPage(path);
  await old.getByText('This customer does not exist or has been removed').waitFor();
});

test('a removal of something that someone else has changed shows the change, and asks again', async () => {
  const customer = await addCustomer();
  const path = `/customers/${customer.customerId}`;
  const page = await openPage(path);
  await page.getByRole('button', { name: 'Remove' }).click();
  const dialog = page.getByRole('alertdialog');
  await patch(path, { name: 'Renamed' });
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByText('Someone else has changed this').waitFor();
  await dialog.getByText('Remove Renamed?').waitFor();
  expect((await get(path)).status).toBe(200);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  expect((await get(path)).status).toBe(404);
});

test('a removed product is no longer found', async () => {
  const product = await addProduct();
  const page = await openPage(`/products/${product.productId}`);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('searchbox').fill(product.name);
  await page.getByText('No matching products').waitFor();
});

test('a form shows an error at every invalid field, like the API, and sends nothing', async () => {
  const page = await openPage('/customers');
  await page.getByRole('button', { name: 'Add customer' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add customer' });
  await dialog.getByLabel('E-mail').fill('nobody');
  await dialog.getByLabel('Date of birth').fill('1890-01-01');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText('This is required.').waitFor();
  await dialog.getByText('This must be an e-mail address.').waitFor();
  await dialog.getByText('This must not be before 1900-01-01.').waitFor();
  await expect.poll(() => isFocused(dialog.getByLabel('Name'))).toBe(true);
});

test('while the API does not answer, the page says so and retries until it does', async () => {
  const customer = await addCustomer();
  const page = await openPage('/products');
  await page.getByRole('heading', { name: 'Products' }).waitFor();
  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByText('The API cannot be reached. Trying again').waitFor();
  await page.getByText('Not loaded yet').waitFor();
  await page.unroute('**/api/**');
  await page.getByRole('table', { name: 'Customers' }).waitFor();
  await eventually(async () => expect(await page.getByText('The API cannot be reached').count()).toBe(0));
  await page.getByRole('searchbox').fill(customer.name);
  await page.getByRole('link', { name: customer.name }).waitFor();
});

test('a write without an answer is retried with the same key, and executed once', async () => {
  const page = await openPage('/products');
  await page.getByRole('button', { name: 'Add product' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add product' });
  const keys: (string | undefined)[] = [];
  await page.route('**/api/products', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  const name = `Teapot ${aWord()}`;
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Price').fill('20');
  await dialog.getByLabel('Stock').fill('1');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(2);
  expect((await get(`/products?name=${encodeURIComponent(name)}`)).body.items).toHaveLength(1);
});
