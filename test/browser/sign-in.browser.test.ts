import type { BrowserContext, Page, Route } from 'playwright-core';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { field, sendCustomer } from './support/customer-form.ts';
import { cutOff, cutOffAt } from './support/cut-off.ts';
import { isFocused, newVisitor, provideBrowser, type VisitorSettings } from './support/open-page.ts';
import { choose, EDITOR, guest, menuOf, VIEWER } from './support/signing-in.ts';
import { untilStill } from './support/until-still.ts';
import { violationsOf } from './support/violations.ts';

provideBrowser();

const baseUrl = inject('baseUrl');
const SIZES = [
  [1280, 800],
  [360, 740],
  [320, 568],
] as const;

/** Opens a page, and the login page that it leads to. */
async function openLogin(path: string, settings?: VisitorSettings): Promise<Page> {
  const page = await newVisitor(settings);
  await page.goto(path);
  await page.waitForURL(/\/login\//);
  return page;
}

/** Opens a page as somebody who has just signed in. */
async function openAs(name: string, path: string, settings?: VisitorSettings): Promise<Page> {
  const page = await openLogin(path, settings);
  await choose(page, name);
  await menuOf(page, name).waitFor();
  return page;
}

/** The ways in which the page has got tokens since. */
function grantsOf(context: BrowserContext): string[] {
  const grants: string[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/oauth2/token')) {
      grants.push(new URLSearchParams(request.postData() ?? '').get('grant_type') ?? '');
    }
  });
  return grants;
}

/** The renewals of a page since: the refresh token that it used, and the status of the answer. */
function renewalsOf(page: Page) {
  const renewals: Promise<{ refreshToken: string | null; status: number | undefined }>[] = [];
  page.on('request', (request) => {
    const sent = new URLSearchParams(request.postData() ?? '');
    if (sent.get('grant_type') !== 'refresh_token') return;
    const status = request.response().then((response) => response?.status());
    renewals.push(status.then((it) => ({ refreshToken: sent.get('refresh_token'), status: it })));
  });
  return renewals;
}

/** Opens a list, whose first request is refused because the token has expired. */
async function renewOnTheWayTo(list: string, page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.route(
    '**/api/**',
    (route) => route.fulfill({ status: 401, json: { message: 'The incoming token has expired' } }),
    { times: 1 },
  );
  const isSentAgain = page.waitForResponse(
    (response) => response.url().includes(`/api/${list.toLowerCase()}`) && response.ok(),
  );
  await page.getByRole('link', { name: list, exact: true }).click();
  await isSentAgain;
  await page.getByRole('heading', { level: 1, name: list }).waitFor();
}

/** Ends the session of a page: its tokens are refused, until somebody signs in again. */
async function endSession(page: Page): Promise<void> {
  let hasEnded = true;
  await page
    .context()
    .route('**/api/**', (route) =>
      hasEnded ? refuse(route, 401, 'not-signed-in', 'The access token has expired.') : route.continue(),
    );
  await page.context().route('**/oauth2/token', (route) => {
    if (route.request().postData()?.includes('grant_type=refresh_token')) {
      return route.fulfill({ status: 400, json: { error: 'invalid_grant' } });
    }
    hasEnded = false;
    return route.continue();
  });
}

/** Answers a request in place of the API. */
const refuse = (route: Route, status: number, code: string, detail: string): Promise<void> =>
  route.fulfill({
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: `urn:multidomain:problem:${code}`, title: code, status, detail }),
  });

/** Opens a form, whose session then ends before it is sent. */
async function sendAfterEnd(name: string): Promise<Page> {
  const page = await openAs(EDITOR, '/customers');
  await page.waitForLoadState('networkidle');
  await endSession(page);
  await sendCustomer(page, name);
  await page.getByRole('link', { name: 'Sign in again' }).waitFor();
  return page;
}

/** Follows the link to sign in again, and returns the window that opens. */
async function signInAgain(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Sign in again' }).click();
  return opened;
}

const signOut = async (page: Page, name: string): Promise<void> => {
  await menuOf(page, name).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
};

describe('signing in', () => {
  test('a link leads to its page after signing in, with its query and hash', async () => {
    const page = await openAs(EDITOR, '/customers?name=ada#content');
    expect(page.url()).toBe(`${baseUrl}/customers?name=ada#content`);
    await page.getByRole('button', { name: 'Add customer' }).click();
    await page.getByRole('dialog', { name: 'Add customer' }).waitFor();
  });

  test('no token and no code is kept anywhere in the browser', async () => {
    const page = await openAs(EDITOR, '/');
    await page.waitForLoadState('networkidle');
    const kept = await page.evaluate<string>(
      `JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])`,
    );
    expect(kept).not.toMatch(/eyJ|token|code|sign-in/);
    expect(await page.evaluate('indexedDB.databases()')).toEqual([]);
  });

  test('a reload signs in again without asking, and shows no error meanwhile', async () => {
    const page = await openAs(EDITOR, '/products');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/login')) asked.push(request.url());
    });
    await page.addInitScript(`new MutationObserver(() => {
      const found = document.querySelector('[role="alert"]');
      if (found !== null) console.log('Content Security Policy: ' + found.textContent);
    }).observe(document, { childList: true, subtree: true })`);
    await page.reload();
    await menuOf(page, EDITOR).waitFor();
    await page.waitForLoadState('networkidle');
    expect(page.url()).toBe(`${baseUrl}/products`);
    expect(asked).toEqual([]);
  });

  test('the menu says who is signed in, with their role', async () => {
    const page = await openAs(VIEWER, '/');
    await menuOf(page, VIEWER).press('Enter');
    await page.getByText('Viewer: can see everything').waitFor();
    await expect.poll(() => isFocused(page.getByRole('button', { name: 'Sign out' }))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(menuOf(page, VIEWER))).toBe(true);
    expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
  });

  test('the menu closes on a second click, a click elsewhere, and when the focus moves on', async () => {
    const page = await openAs(VIEWER, '/');
    const signOutButton = page.getByRole('button', { name: 'Sign out' });
    const ways = [
      () => menuOf(page, VIEWER).click(),
      // Nothing there takes the focus.
      () => page.getByRole('banner').click({ position: { x: 5, y: 5 } }),
      () => page.keyboard.press('Tab'),
    ];
    for (const close of ways) {
      await menuOf(page, VIEWER).click();
      await page.getByText('Viewer: can see everything').click();
      await signOutButton.focus();
      await close();
      await signOutButton.waitFor({ state: 'detached' });
    }
  });

  test('the page opened by the IP address leads to the same page on localhost', async () => {
    const page = await newVisitor();
    await page.goto(`${baseUrl.replace('localhost', '127.0.0.1')}/purchases?status=completed`);
    await choose(page, EDITOR);
    await menuOf(page, EDITOR).waitFor();
    expect(page.url()).toBe(`${baseUrl}/purchases?status=completed`);
  });

  test('a refusal of the provider is shown, and one can try again', async () => {
    const page = await openLogin('/customers');
    await page.route('**/oauth2/authorize?*', (route) => {
      const { searchParams } = new URL(route.request().url());
      const answer = {
        error: 'access_denied',
        error_description: 'You are blocked',
        state: searchParams.get('state'),
      };
      const location = `${searchParams.get('redirect_uri')}?${new URLSearchParams(answer as Record<string, string>)}`;
      return route.fulfill({ status: 302, headers: { location } });
    });
    await page.goto('/customers?name=ada');
    await page.getByText('You are blocked').waitFor();
    expect(page.url()).toBe(`${baseUrl}/customers?name=ada`);
    expect(await violationsOf(page)).toBe('');
    await page.unroute('**/oauth2/authorize?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await choose(page, EDITOR);
    await menuOf(page, EDITOR).waitFor();
    expect(page.url()).toBe(`${baseUrl}/customers?name=ada`);
  });

  test('a provider that does not respond is named, and one can try again', async () => {
    const page = await openAs(EDITOR, '/customers');
    await page.route('**/openid-configuration', (route) => route.abort());
    await page.reload();
    await page.getByText('The sign-in server is not responding').waitFor();
    await page.unroute('**/openid-configuration');
    await page.getByRole('button', { name: 'Try again' }).click();
    await menuOf(page, EDITOR).waitFor();
    expect(page.url()).toBe(`${baseUrl}/customers`);
  });

  test('an old answer of the login page, from a bookmark, is not an error', async () => {
    const page = await newVisitor();
    await page.goto('/?code=old&state=old');
    await choose(page, EDITOR);
    await menuOf(page, EDITOR).waitFor();
    expect(page.url()).toBe(`${baseUrl}/`);
  });
});

describe('renewing', () => {
  test('a token is renewed before it expires, once for all requests, without a word', async () => {
    const page = await openLogin('/');
    let hasExpiredSoon = false;
    await page.route('**/oauth2/token', async (route) => {
      const response = await route.fetch();
      const tokens = (await response.json()) as object;
      await route.fulfill({ response, json: { ...tokens, ...(hasExpiredSoon ? {} : { expires_in: 30 }) } });
      hasExpiredSoon = true;
    });
    const grants = grantsOf(page.context());
    await choose(page, EDITOR);
    await page.getByRole('heading', { name: 'Recent purchases' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(grants).toEqual(['authorization_code', 'refresh_token']);
  });

  test('two tabs renew their tokens independently of each other, again and again', async () => {
    const first = await openAs(EDITOR, '/');
    const second = await first.context().newPage();
    await second.goto('/');
    await menuOf(second, EDITOR).waitFor();
    const renewals = [renewalsOf(first), renewalsOf(second)];
    // The provider exchanges every refresh token for another one: a tab that used one of another tab would be refused.
    for (const list of ['Customers', 'Products', 'Purchases']) {
      await renewOnTheWayTo(list, first);
      await renewOnTheWayTo(list, second);
    }
    const used = await Promise.all(renewals.flat());
    expect(used.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(used.map(({ refreshToken }) => refreshToken)).size).toBe(6);
  });
});

describe('a session that ends while a form is open', () => {
  test('is asked for again in another window; then the form is sent', async () => {
    const page = await sendAfterEnd('Ada Lovelace');
    expect(await isFocused(page.getByRole('link', { name: 'Sign in again' }))).toBe(true);
    // The form behind it goes on waiting, so the page is never still.
    await expect.poll(() => violationsOf(page)).toBe('');
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => cutOff(page)).toEqual([]);
    }
    await page.context().clearCookies();
    const popup = await signInAgain(page);
    const closed = popup.waitForEvent('close');
    await choose(popup, EDITOR);
    await closed;
    await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor();
  });

  test('needs no more than a click as long as the provider knows the person', async () => {
    const page = await sendAfterEnd('Grace Hopper');
    const popup = await signInAgain(page);
    if (!popup.isClosed()) await popup.waitForEvent('close');
    await page.getByRole('heading', { level: 1, name: 'Grace Hopper' }).waitFor();
  });

  test('is asked for in a tab if the browser blocks the window, and goes on once somebody has signed in there', async () => {
    const page = await sendAfterEnd('Betty Holberton');
    await page.context().clearCookies();
    await page.evaluate('window.open = () => null');
    const tab = await signInAgain(page);
    await page.getByText('Your browser has blocked the new window').waitFor();
    expect(await violationsOf(page)).toBe('');
    const closed = tab.waitForEvent('close');
    await choose(tab, EDITOR);
    await closed;
    await page.getByRole('heading', { level: 1, name: 'Betty Holberton' }).waitFor();
  });

  test('can be asked for again if the browser opens neither a window nor a tab', async () => {
    const page = await sendAfterEnd('Kathleen Booth');
    await page.context().clearCookies();
    await page.evaluate(`(() => {
      const { open } = window;
      window.open = () => null;
      const block = (event) => event.preventDefault();
      addEventListener('click', block);
      window.allowWindows = () => {
        window.open = open;
        removeEventListener('click', block);
      };
    })()`);
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.getByText('Allow pop-ups').waitFor();
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => cutOff(page)).toEqual([]);
    }
    await page.evaluate('allowWindows()');
    await choose(await signInAgain(page), EDITOR);
    await page.getByRole('heading', { level: 1, name: 'Kathleen Booth' }).waitFor();
  });

  test('loses nothing if the person does not want to sign in at once', async () => {
    const page = await sendAfterEnd('Jean Sammet');
    await page.keyboard.press('Escape');
    await page.getByText('Your session has ended. Sign in again.').waitFor();
    expect(await field(page, 'Name').inputValue()).toBe('Jean Sammet');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await signInAgain(page);
    await page.getByRole('heading', { level: 1, name: 'Jean Sammet' }).waitFor();
  });

  test('is not continued in the name of somebody else', async () => {
    const page = await sendAfterEnd('Joan Clarke');
    await page.context().clearCookies();
    await choose(await signInAgain(page), VIEWER);
    await page.getByText('Somebody else has signed in').waitFor();
    expect(await field(page, 'Name').inputValue()).toBe('Joan Clarke');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard' }).click();
    await menuOf(page, VIEWER).waitFor();
    expect(await page.getByText('Joan Clarke').count()).toBe(0);
  });
});

describe('signing out', () => {
  test('ends the session here and at the provider, which then asks who signs in', async () => {
    const page = await openAs(EDITOR, '/customers');
    // The provider's logout leads back to the page.
    const returned = page.waitForEvent('load');
    await signOut(page, EDITOR);
    await returned;
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await untilStill(page);
    expect(await violationsOf(page)).toBe('');
    expect(await cutOffAt(page, SIZES)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await choose(page, VIEWER);
    await menuOf(page, VIEWER).waitFor();
  });

  test('makes the refresh token useless', async () => {
    const page = await openLogin('/');
    const answer = page.waitForResponse('**/oauth2/token');
    await choose(page, EDITOR);
    const { refresh_token: token } = (await (await answer).json()) as { refresh_token: string };
    const sent = new URLSearchParams((await answer).request().postData() ?? '');
    await menuOf(page, EDITOR).waitFor();
    const revoked = page.waitForResponse('**/oauth2/revoke');
    await signOut(page, EDITOR);
    expect((await revoked).status()).toBe(200);
    const response = await fetch((await answer).url(), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: sent.get('client_id') ?? '',
        refresh_token: token,
      }),
    });
    expect(response.status).toBe(400);
  });

  test('signs out in every tab, and Back shows nothing', async () => {
    const page = await openAs(EDITOR, '/customers');
    const other = await page.context().newPage();
    await other.goto('/products');
    await menuOf(other, EDITOR).waitFor();
    await signOut(page, EDITOR);
    await other.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await other.goBack();
    await other.goForward();
    await other.getByRole('heading', { name: 'You are signed out' }).waitFor();
  });

  test('says so if the provider does not respond', async () => {
    const page = await openAs(EDITOR, '/customers');
    await page.route('**/oauth2/revoke', (route) => route.abort());
    await signOut(page, EDITOR);
    await page.getByText('But only on this page').waitFor();
  });
});

describe('roles', () => {
  const name = 'Katherine Johnson';

  beforeEach(async () => {
    const page = await openAs(EDITOR, '/customers');
    await sendCustomer(page, name);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('Last changed').waitFor();
    expect(await page.getByText('by you').count()).toBe(1);
    await page.context().close();
  });

  test('a viewer sees everything, and why the buttons are disabled', async () => {
    const page = await openAs(VIEWER, `/customers?name=${encodeURIComponent(name)}`);
    const button = page.getByRole('button', { name: 'Add customer' });
    await page.getByRole('link', { name }).first().waitFor();
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
    await button.focus();
    await page.getByRole('tooltip', { name: 'Only editors can add customers' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await violationsOf(page)).toBe('');
    await page.getByRole('link', { name }).first().click();
    await page.getByRole('button', { name: 'Edit', exact: true }).hover();
    await page.getByRole('tooltip', { name: 'Only editors can edit customers' }).waitFor();
    expect(await page.getByText('by you').count()).toBe(0);
    expect(await cutOffAt(page, SIZES)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'in %s mode a viewer’s page and menu are accessible',
    async (colorScheme) => {
      const page = await openAs(VIEWER, '/', { colorScheme });
      await page.waitForLoadState('networkidle');
      await menuOf(page, VIEWER).click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      await untilStill(page);
      expect(await violationsOf(page)).toBe('');
      expect(await cutOffAt(page, SIZES)).toEqual([]);
    },
  );

  test('a refusal that comes all the same says who can help', async () => {
    const page = await openAs(EDITOR, '/customers');
    await page.waitForLoadState('networkidle');
    await page.route('**/api/customers', (route) =>
      refuse(route, 403, 'access-denied', 'This needs the role editor; you have the role viewer.'),
    );
    await sendCustomer(page, 'Nobody');
    await page.getByText('Ask an administrator for the role editor.').waitFor();
  });

  test('somebody without a role is told so', async () => {
    const page = await openAs(guest.name, '/customers');
    await page.getByRole('heading', { name: 'You have no role here yet' }).waitFor();
    expect(await violationsOf(page)).toBe('');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  });
});
