import { describe, expect, test } from 'vitest';
import { get, patch, post, remove } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
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

describe('an archived product', () => {
  const archived = async () => {
    const product = await addProduct();
    const page = await openPage(`/products/${product.productId}`);
    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByText(`${product.name} was archived.`).waitFor();
    return { product, page };
  };

  test('is no longer found; its own page says so, and restores it', async () => {
    const { product, page } = await archived();
    await page.getByRole('searchbox').fill(product.name);
    await page.getByText('No matching products').waitFor();
    await page.goto(`/products/${product.productId}`);
    await page.getByText('Archived: it is no longer sold.').waitFor();
    expect(await page.getByRole('button', { name: 'Adjust stock' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByText(`${product.name} is sold again.`).waitFor();
    await page.getByRole('button', { name: 'Adjust stock' }).waitFor();
    expect((await get(`/products/${product.productId}`)).status).toBe(200);
  });

  test('is back with one click on Undo', async () => {
    const { product, page } = await archived();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`${product.name} is sold again.`).waitFor();
    expect((await get(`/products/${product.productId}`)).status).toBe(200);
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  });

  test('keeps its name where it was bought, marked as no longer sold', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    const { purchaseId } = await buy(customer, product);
    await patch(`/products/${product.productId}`, { name: 'Renamed since' });
    await remove(`/products/${product.productId}`);
    const page = await openPage(`/purchases/${purchaseId}`);
    await page.getByText('no longer sold').first().waitFor();
    await page.getByRole('link', { name: product.name }).click();
    await page.getByRole('heading', { level: 1, name: 'Renamed since' }).waitFor();
    await page.getByRole('region', { name: 'Bought by' }).getByRole('link', { name: customer.name }).click();
    const bought = page.getByRole('region', { name: 'Products bought' });
    await bought.getByRole('link', { name: 'Renamed since' }).waitFor();
    await bought.getByText('no longer sold').waitFor();
  });

  test('is not archived if someone else has changed it meanwhile', async () => {
    const product = await addProduct();
    const page = await openPage(`/products/${product.productId}`);
    await page.getByRole('button', { name: 'Archive' }).waitFor();
    await patch(`/products/${product.productId}`, { name: 'Changed' });
    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByText('someone else has changed it').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Changed' }).waitFor();
    expect((await get(`/products/${product.productId}`)).status).toBe(200);
  });
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

test('a customer needs no date of birth, and one can be added and cleared', async () => {
  const name = `Ada ${aWord()}`;
  const page = await openPage('/customers');
  await page.getByRole('button', { name: 'Add customer' }).first().click();
  const adding = page.getByRole('dialog', { name: 'Add customer' });
  await adding.getByLabel('Name').fill(name);
  await adding.getByLabel('E-mail').fill('ada@example.org');
  // A date that is only begun is not taken for none.
  await adding.getByLabel('Date of birth').pressSequentially('17');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await adding.getByText('This must be a complete date.').waitFor();
  await expect.poll(() => isFocused(adding.getByLabel('Date of birth'))).toBe(true);
  await adding.getByLabel('Date of birth').press('Backspace');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const path = new URL(page.url()).pathname;
  const fact = page.locator('.facts').getByText('Date of birth').locator('+ dd');
  expect(await fact.textContent()).toBe('not known');
  expect((await get(path)).body).not.toHaveProperty('birthDate');

  const edit = async (birthDate: string) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const editing = page.getByRole('dialog', { name: 'Edit customer' });
    await editing.getByLabel('Date of birth').fill(birthDate);
    await editing.getByRole('button', { name: 'Save' }).click();
    await editing.waitFor({ state: 'detached' });
  };
  await edit('1990-12-10');
  await expect.poll(() => fact.textContent()).toMatch(/^10 Dec 1990 \(\d+ years\)$/);
  await edit('');
  await expect.poll(() => fact.textContent()).toBe('not known');
  const { body } = await get(path);
  expect([body.version, body.birthDate]).toEqual([3, undefined]);
});

test('the list shows a dash for an unknown age, and says who is left out by one', async () => {
  const name = `Ada ${aWord()}`;
  await addCustomer({ name, birthDate: undefined });
  const page = await openPage(`/customers?name=${encodeURIComponent(name)}`);
  const row = page.getByRole('row', { name });
  await eventually(async () => {
    await page.reload();
    await row.waitFor({ timeout: 2_000 });
  });
  const cells = await row.getByRole('cell').allTextContents();
  expect(cells.slice(1, 5)).toEqual([expect.stringContaining('ada@example.org'), '–', '–', 'Nothing yet']);
  expect(await page.locator('body').innerText()).not.toMatch(/NaN|undefined/);
  const note = page.getByText('Customers whose date of birth is not known are left out.');
  expect(await note.count()).toBe(0);
  await page.getByLabel('Age from').fill('1');
  await note.waitFor();
  await page.getByText('No matching customers').waitFor();
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
  await dialog.getByLabel(/^Stock/).fill('1');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(2);
  expect((await get(`/products?name=${encodeURIComponent(name)}`)).body.items).toHaveLength(1);
});
