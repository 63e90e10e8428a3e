import { expect, test } from 'vitest';
import { addProduct } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test('the usual periods are one click, in the time zone of the reader, and another click clears them', async () => {
  const page = await openPage('/nowhere', { timezoneId: 'America/New_York' });
  await page.clock.setFixedTime('2026-03-31T12:00:00Z');
  await page.goto('/purchases?status=rejected');
  const chip = (name: string) => page.getByRole('button', { name, exact: true });
  const parameters = () => Object.fromEntries(new URL(page.url()).searchParams);
  await chip('Last month').click();
  await expect
    .poll(parameters)
    .toEqual({ status: 'rejected', from: '2026-02-01T05:00:00.000Z', to: '2026-03-01T04:59:59.999Z' });
  expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-02-01');
  expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('2026-02-28');
  expect(await chip('Last month').getAttribute('aria-pressed')).toBe('true');
  // Since the 8th, clocks are an hour ahead.
  await chip('This month').click();
  await expect
    .poll(parameters)
    .toMatchObject({ from: '2026-03-01T05:00:00.000Z', to: '2026-04-01T03:59:59.999Z' });
  expect(await chip('Last month').getAttribute('aria-pressed')).toBe('false');
  await chip('This month').click();
  await expect.poll(parameters).toEqual({ status: 'rejected' });
});

test('customers who bought something are narrowed to a period', async () => {
  const { productId } = await addProduct();
  const page = await openPage(`/customers?bought=${productId}`);
  await page.getByRole('button', { name: 'Last 7 days', exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('boughtFrom')).toMatch(/T/);
  expect(new URL(page.url()).searchParams.get('boughtTo')).toMatch(/T/);
  await page.getByText('No matching customers').waitFor();
});
