import { expect, test } from 'vitest';
import { addCustomer, addProduct, aWord } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test('a form says which product has the SKU that is typed, and not the one that is edited', async () => {
  const sku = aWord();
  const other = await addProduct({ sku });
  const page = await openPage('/products');
  await page.getByRole('button', { name: 'Add product' }).first().click();
  const field = page.getByRole('dialog').getByLabel('SKU');
  const hint = page.getByRole('link', { name: `${other.name} has this SKU` });
  await field.fill(sku.toUpperCase());
  await hint.waitFor();
  expect(await hint.getAttribute('href')).toContain(other.productId);
  await page.getByRole('dialog').getByLabel('Name').fill('A second one');
  await page.getByRole('dialog').getByLabel('Price').fill('1');
  await page
    .getByRole('dialog')
    .getByLabel(/^Stock/)
    .fill('1');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await page.getByRole('dialog').getByText('This belongs to another product.').waitFor();
  await field.fill(`${sku}-2`);
  await hint.waitFor({ state: 'detached' });
  await page.goto(`/products/${other.productId}`);
  const answered = page.waitForResponse((response) => response.url().includes(`sku=${sku}`));
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await answered;
  await page.getByRole('dialog').getByLabel('Name').fill('Another name');
  expect(await page.getByRole('link', { name: 'has this SKU' }).count()).toBe(0);
});

test('a form says which customer has the e-mail address that is typed, and takes it nevertheless', async () => {
  const email = `${aWord()}@example.org`;
  const other = await addCustomer({ email });
  const page = await openPage('/customers');
  await page.getByRole('button', { name: 'Add customer' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add customer' });
  const name = `Bea ${aWord()}`;
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('link', { name: `${other.name} has this e-mail address` }).waitFor();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
});
