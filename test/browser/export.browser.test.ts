import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addCustomer, addProduct, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test('everything that is held of a customer is saved as a file', async () => {
  const customer = await addCustomer();
  const purchase = await buy(customer, await addProduct());
  const page = await openPage(`/customers/${customer.customerId}`);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export data' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe(`customer-${customer.customerId}.json`);
  const parts = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(parts).toMatchObject([
    { customer: { customer }, purchases: { purchases: [{ purchaseId: purchase.purchaseId }] } },
  ]);
});

test('a customer who was removed meanwhile is said not to exist', async () => {
  const customer = await addCustomer();
  const page = await openPage(`/customers/${customer.customerId}`);
  await page.getByRole('button', { name: 'Export data' }).waitFor();
  await page.route('**/export', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      json: {
        type: 'urn:multidomain:problem:not-found',
        title: 'Not found',
        status: 404,
        detail: `There is no customer ${customer.customerId}.`,
        instance: '/api',
        correlationId: 'trace-1',
      },
    }),
  );
  await page.getByRole('button', { name: 'Export data' }).click();
  await page.getByText('The data could not be exported. There is no customer').waitFor();
});
