import type { Page, Request } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { patch, remove } from '../support/api.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { isFocused, openPage, provideBrowser } from './support/open-page.ts';
import { openWithClock, SOON_MS } from './support/turned-clock.ts';

provideBrowser();

/** Lets a few seconds pass, until the page has read again what is in sight. */
async function afterSeconds(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().includes('/api/'));
  await page.clock.fastForward(SOON_MS);
  await answered;
}

/** Requests to the API from now on. */
function requestsOf(page: Page): Request[] {
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) sent.push(request);
  });
  return sent;
}

/** Hides the page, as another tab in front of it does, or shows it. */
const setVisible = (page: Page, isVisible: boolean): Promise<unknown> =>
  page.evaluate(`(() => {
    Object.defineProperty(document, 'visibilityState', { value: '${isVisible ? 'visible' : 'hidden'}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  })()`);

describe('what others do is shown without a reload', () => {
  test('in a list: what they add, rename and archive', async () => {
    const word = aWord();
    const kept = await addProduct({ name: `B ${word}` });
    const page = await openWithClock(`/products?name=${word}`);
    await page.getByText('1 product shown').waitFor();
    const added = await addProduct({ name: `A ${word}` });
    await afterSeconds(page);
    await page.getByRole('link', { name: added.name }).waitFor();
    await patch(`/products/${kept.productId}`, { name: `C ${word}` });
    await afterSeconds(page);
    await page.getByRole('link', { name: `C ${word}` }).waitFor();
    await remove(`/products/${added.productId}`);
    await afterSeconds(page);
    await page.getByText('1 product shown').waitFor();
    expect(await page.getByRole('link', { name: added.name }).count()).toBe(0);
  });

  test('on a page about a customer: a new name, what they buy, and that they are gone', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    const path = `/customers/${customer.customerId}`;
    const page = await openWithClock(path);
    await page.getByText('Nothing bought yet').waitFor();
    await patch(path, { name: 'Renamed meanwhile' });
    await afterSeconds(page);
    await page.getByRole('heading', { level: 1, name: 'Renamed meanwhile' }).waitFor();
    await buy(customer, product, 3);
    await afterSeconds(page);
    const bought = page.getByRole('table', { name: 'Products bought' });
    await expect
      .poll(async () => {
        await page.clock.fastForward(SOON_MS);
        return bought.getByRole('row', { name: `${product.name} 3` }).count();
      })
      .toBe(1);
    await remove(path);
    await afterSeconds(page);
    await page.getByRole('heading', { level: 1, name: 'Customer removed' }).waitFor();
    await page.getByText('This customer has just been removed').waitFor();
  });

  test('on the overview', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    const page = await openWithClock('/');
    await page.getByRole('table', { name: 'Recent purchases' }).waitFor();
    await buy(customer, product, 7);
    await afterSeconds(page);
    await page
      .getByRole('table', { name: 'Recent purchases' })
      .getByRole('row', { name: customer.name })
      .waitFor();
  });
});

describe('nobody pays for a page that nobody looks at', () => {
  test('a hidden page sends nothing, and reads at once when it is shown again', async () => {
    const word = aWord();
    const page = await openWithClock(`/products?name=${word}`);
    await page.getByText('No matching products').waitFor();
    await setVisible(page, false);
    const sent = requestsOf(page);
    await addProduct({ name: `Late ${word}` });
    for (let times = 0; times < 20; times += 1) await page.clock.fastForward(SOON_MS);
    expect(sent).toEqual([]);
    await setVisible(page, true);
    await page.getByRole('link', { name: `Late ${word}` }).waitFor();
  });

  test('a page that nobody touches reads once a minute, after an hour nothing, and at once when it is touched', async () => {
    const page = await openWithClock(`/customers?name=${aWord()}`);
    const sent = requestsOf(page);
    await page.clock.fastForward('05:00');
    // Otherwise the next jump would be a timeout.
    await expect.poll(async () => (await sent[0]?.response())?.finished()).toBeNull();
    await page.clock.fastForward('00:45');
    expect(sent.length).toBe(1);
    await page.clock.fastForward('00:25');
    await expect.poll(async () => (await sent[1]?.response())?.finished()).toBeNull();
    await page.clock.fastForward('01:00:00');
    await expect.poll(async () => (await sent[2]?.response())?.finished()).toBeNull();
    for (let times = 0; times < 10; times += 1) await page.clock.fastForward('10:00');
    expect(sent.length).toBe(3);
    await page.mouse.move(200, 200);
    await expect.poll(() => sent.length).toBe(4);
  });
});

describe('the reader is not disturbed', () => {
  test('further down a list, rows, focus and place stay, and a button leads to what is new', async () => {
    const [word, count] = [aWord(), 60];
    await Promise.all(
      Array.from({ length: count }, (_, at) => addProduct({ name: `Row ${100 + at} ${word}` })),
    );
    const page = await openWithClock(`/products?name=${word}`);
    const links = page.getByRole('table', { name: 'Products' }).getByRole('link', { name: word });
    await expect
      .poll(async () => {
        await links.last().scrollIntoViewIfNeeded();
        return links.count();
      })
      .toBe(count);
    const middle = page.getByRole('link', { name: `Row 140 ${word}` });
    await middle.focus();
    await middle.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    const place = await middle.boundingBox();
    const sent = requestsOf(page);
    await addProduct({ name: `Aa ${word}` });
    await patch(`/products/${await idOf(page, `Row 141 ${word}`)}`, { name: `Row 141b ${word}` });
    await page.clock.fastForward(SOON_MS);
    const button = page.getByRole('button', { name: 'Show 1 new product' });
    await button.waitFor();
    await page.getByRole('link', { name: `Row 141b ${word}` }).waitFor();
    expect(await middle.boundingBox()).toEqual(place);
    expect(await isFocused(middle)).toBe(true);
    expect(await links.count()).toBe(count);
    // The first page, and the one or two in sight.
    expect(sent.length).toBeLessThanOrEqual(3);
    await button.click();
    await page.getByRole('link', { name: `Aa ${word}` }).waitFor();
    expect(await links.count()).toBe(count + 1);
    const { y = -1 } = (await page.getByRole('link', { name: `Aa ${word}` }).boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(800);
    expect(await button.count()).toBe(0);
  });

  test('behind an open form nothing changes, and what was typed stays', async () => {
    const customer = await addCustomer();
    const path = `/customers/${customer.customerId}`;
    const page = await openWithClock(path);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit customer' });
    await dialog.getByLabel('Name').fill('Typed');
    await page.waitForLoadState('networkidle');
    const sent = requestsOf(page);
    await patch(path, { country: 'Chile' });
    for (let times = 0; times < 5; times += 1) await page.clock.fastForward(SOON_MS);
    // The form itself looks up who has the e-mail address.
    expect(sent.filter((request) => !request.url().includes('email='))).toEqual([]);
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Typed');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Chile').waitFor();
  });
});

describe('a failure is quiet', () => {
  test('the rows stay, a line says since when, and it goes when the API answers again', async () => {
    const word = aWord();
    const product = await addProduct({ name: `Mug ${word}` });
    const page = await openWithClock(`/products?name=${word}`);
    await page.getByText('1 product shown').waitFor();
    const notice = page.getByText('Not up to date since');
    await page.route('**/api/**', (route) => route.abort());
    await expect
      .poll(async () => {
        await page.clock.fastForward('01:00');
        return notice.count();
      })
      .toBe(1);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByText('cannot be reached').count()).toBe(0);
    await page.getByRole('link', { name: product.name }).waitFor();
    await patch(`/products/${product.productId}`, { name: `Renamed ${word}` });
    await page.unroute('**/api/**');
    await expect
      .poll(async () => {
        await page.clock.fastForward('02:00');
        return notice.count();
      })
      .toBe(0);
    await page.getByRole('link', { name: `Renamed ${word}` }).waitFor();
  });

  test('somebody who may not see it any more is not asked for it again', async () => {
    const page = await openWithClock(`/customers?name=${aWord()}`);
    let refused = 0;
    await page.route('**/api/customers?*', (route) => {
      refused += 1;
      return route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: { type: '/problems/access-denied', title: 'Forbidden', status: 403, detail: 'No.' },
      });
    });
    await afterSeconds(page);
    for (let times = 0; times < 10; times += 1) await page.clock.fastForward(SOON_MS);
    expect(refused).toBe(1);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

test('two people in one list see what the other one does', async () => {
  const word = aWord();
  const product = await addProduct({ name: `Mug ${word}`, stock: 5 });
  const reader = await openWithClock(`/products?name=${word}`);
  const other = await openPage(`/products/${product.productId}`);
  await other.getByRole('button', { name: 'Adjust stock' }).click();
  await other.getByLabel('Units to add').fill('4321');
  await other.getByRole('button', { name: 'Adjust', exact: true }).click();
  await other.getByText('There are now 4,326 in stock.').waitFor();
  await afterSeconds(reader);
  await reader.getByRole('row', { name: '4,326' }).waitFor();
});

/** The id of a product in the list. */
const idOf = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('link', { name }).getAttribute('href'))?.split('/').at(-1) ?? '';
