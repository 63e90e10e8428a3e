import { expect, test } from 'vitest';
import { addCustomer, addProduct, aWord } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test('a search finds names while typing, ignoring accents, and its URL can be shared', async () => {
  const word = aWord();
  const { name } = await addCustomer({ name: `Zoë Müller-Łodź ${word}`, country: 'Österreich' });
  const page = await openPage('/customers');
  await page
    .getByRole('searchbox', { name: 'Name or e-mail' })
    .pressSequentially(`zoe lod ${word.slice(0, 8)}`);
  await page.getByText('1 customer shown').waitFor();
  await page.getByRole('link', { name }).waitFor();
  await page.getByRole('combobox', { name: 'Country' }).fill('osterreich');
  await page.getByRole('combobox', { name: 'Country' }).press('Enter');
  await page.waitForURL(/country=osterreich/);
  const { pathname, search } = new URL(page.url());
  const other = await openPage(pathname + search);
  await other.getByRole('link', { name }).waitFor();
  expect(await other.getByRole('searchbox').inputValue()).toBe(`zoe lod ${word.slice(0, 8)}`);
  expect(await other.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('osterreich');
});

test('a complete e-mail address is searched as an e-mail', async () => {
  const email = `${aWord()}@example.org`;
  const { name } = await addCustomer({ email });
  const page = await openPage('/customers');
  await page.getByRole('searchbox').fill(email);
  await page.waitForURL((url) => url.searchParams.get('email') === email);
  await page.getByText('1 customer shown').waitFor();
  await page.getByRole('link', { name }).waitFor();
});

test('products are filtered by category, stock and price', async () => {
  const category = aWord();
  const cheap = await addProduct({ category, price: { amount: 199, currency: 'EUR' }, stock: 0 });
  const dear = await addProduct({ category, price: { amount: 9900, currency: 'EUR' } });
  const page = await openPage(`/products?category=${category}`);
  await page.getByText('2 products shown').waitFor();
  await page.getByLabel('Price to').fill('1.99');
  await page.getByText('1 product shown').waitFor();
  await page.getByRole('link', { name: cheap.name }).waitFor();
  await page.getByLabel('Stock').selectOption('In stock');
  await page.getByText('No matching products').waitFor();
  await page.getByLabel('Price to').fill('');
  await page.getByRole('link', { name: dear.name }).waitFor();
});

test('prices are in the currency of the products shown, which is selected with the first price', async () => {
  const category = aWord();
  const cheap = await addProduct({ category, price: { amount: 500, currency: 'JPY' } });
  await addProduct({ category, price: { amount: 501, currency: 'JPY' } });
  const page = await openPage(`/products?category=${category}`);
  await page.getByText('2 products shown').waitFor();
  await page.getByLabel('Price to').pressSequentially('500', { delay: 30 });
  await page.getByText('1 product shown').waitFor();
  await page.getByRole('link', { name: cheap.name }).waitFor();
  expect(await page.getByLabel('Price to').inputValue()).toBe('500');
  expect(await page.getByLabel('Currency').inputValue()).toBe('JPY');
});

test('a trailing decimal point is kept', async () => {
  const category = aWord();
  await addProduct({ category, price: { amount: 150, currency: 'EUR' } });
  const page = await openPage(`/products?category=${category}`);
  const field = page.getByLabel('Price to');
  await field.pressSequentially('1.');
  await page.getByText('No matching products').waitFor();
  await field.pressSequentially('5');
  await page.getByText('1 product shown').waitFor();
  expect(await field.inputValue()).toBe('1.5');
});

test('a list loads its next page when its end becomes visible, and Back restores the position', async () => {
  const word = aWord();
  await Promise.all(Array.from({ length: 30 }, (_, n) => addCustomer({ name: `${word} ${100 + n}` })));
  const page = await openPage(`/customers?name=${word}`);
  await page.getByText('25 customers shown').waitFor();
  await page.getByRole('link', { name: `${word} 124` }).scrollIntoViewIfNeeded();
  await page.getByText('30 customers shown').waitFor();
  await page.getByRole('link', { name: `${word} 129` }).click();
  await page.getByRole('heading', { name: `${word} 129` }).waitFor();
  await page.goBack();
  await page.getByText('30 customers shown').waitFor();
  await expect.poll(() => page.evaluate<number>('window.scrollY')).toBeGreaterThan(200);
  await page.reload();
  expect(await page.getByRole('searchbox').inputValue()).toBe(word);
  // Chromium aborts a navigation that begins while the page still starts.
  await page.getByText('customers shown').waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: `${word} 129` }).waitFor();
});

test('further typing cancels outdated requests and shows only the last answer', async () => {
  const word = aWord();
  const { name } = await addCustomer({ name: `Alma ${word}` });
  await addCustomer({ name: `Alma ${aWord()}` });
  const page = await openPage('/customers');
  const held: (() => void)[] = [];
  await page.route(/\/api\/customers\?name=Alma&/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue().catch(() => {});
  });
  const cancelled = page.waitForEvent('requestfailed', (request) => /name=Alma&/.test(request.url()));
  await page.getByRole('searchbox').fill('Alma');
  await expect.poll(() => held.length).toBe(1);
  await page.getByRole('searchbox').fill(`Alma ${word}`);
  await page.getByText('1 customer shown').waitFor();
  expect((await cancelled).failure()?.errorText).toBe('net::ERR_ABORTED');
  for (const release of held) release();
  await page.getByRole('link', { name }).waitFor();
});
