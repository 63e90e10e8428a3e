import { expect, test } from 'vitest';
import { deployedTokens } from './deployed-tokens.ts';
import { type FakeProvider, startFakeProvider } from './testing/fake-provider.ts';
import type { TokenCache } from './token-cache.ts';
import type { Tokens } from './tokens.ts';

const HOUR = 3_600_000;

/** Gets tokens with what an earlier run has cached; the person comes back from the browser as `person`. */
async function tokensWith({ issuer }: FakeProvider, cached?: Tokens, expired?: Tokens) {
  const written: Tokens[] = [];
  let opened = 0;
  const cache: TokenCache = {
    read: async () => cached,
    write: async (_, tokens) => void written.push(tokens),
  };
  const open = (authorizeUrl: string): void => {
    opened += 1;
    const { searchParams } = new URL(authorizeUrl);
    const back = `${searchParams.get('redirect_uri')}?code=code-of-person&state=${searchParams.get('state')}`;
    void fetch(back);
  };
  const browser = { port: 0, open, report: () => {} };
  const tokens = await deployedTokens({ issuer, clientId: 'programs' }, { cache, browser }, expired);
  return { accessToken: tokens.accessToken, opened, written };
}

test('signs in with the browser, and remembers the tokens', async () => {
  const { accessToken, opened, written } = await tokensWith(await startFakeProvider());
  expect([accessToken, opened]).toEqual(['token-of-person-1', 1]);
  expect(written).toEqual([
    { accessToken, refreshToken: 'refresh-of-person', expiresAt: expect.any(Number) },
  ]);
});

test('uses what an earlier run has remembered, without asking anyone', async () => {
  const provider = await startFakeProvider();
  const cached = { accessToken: 'cached', expiresAt: Date.now() + HOUR };
  expect(await tokensWith(provider, cached)).toEqual({ accessToken: 'cached', opened: 0, written: [] });
  expect(provider.exchanges).toEqual([]);
});

test('renews what has expired, without the browser', async () => {
  const cached = { accessToken: 'cached', refreshToken: 'refresh-of-cached', expiresAt: Date.now() };
  const { accessToken, opened, written } = await tokensWith(await startFakeProvider(), cached);
  expect([accessToken, opened]).toEqual(['token-of-cached-1', 0]);
  expect(written).toHaveLength(1);
});

test('renews what has expired during a run, whatever is cached', async () => {
  const expired = { accessToken: 'expired', refreshToken: 'refresh-of-run', expiresAt: Date.now() };
  const cached = { accessToken: 'cached', expiresAt: Date.now() + HOUR };
  const { accessToken } = await tokensWith(await startFakeProvider(), cached, expired);
  expect(accessToken).toBe('token-of-run-1');
});

test('opens the browser again if the tokens cannot be renewed', async () => {
  const provider = await startFakeProvider();
  const cached = { accessToken: 'cached', refreshToken: 'refresh-of-unknown', expiresAt: Date.now() };
  expect(await tokensWith(provider, cached)).toMatchObject({ opened: 1 });
});
