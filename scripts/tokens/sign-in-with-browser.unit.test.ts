import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { signInWithBrowser } from './sign-in-with-browser.ts';
import { startFakeProvider } from './testing/fake-provider.ts';

/** What a browser does once the person has signed in: it returns with a code. */
const returnWith = (parameters: Record<string, string>) => (authorizeUrl: string) => {
  const { searchParams } = new URL(authorizeUrl);
  const back = new URL(searchParams.get('redirect_uri') ?? '');
  const state = searchParams.get('state') ?? '';
  back.search = String(new URLSearchParams({ state, ...parameters }));
  void fetch(new URL('/favicon.ico?code=of-an-icon', back)).then(() => fetch(back));
};

test('prints the address, opens it, and exchanges the code with which the browser returns', async () => {
  const { issuer, exchanges } = await startFakeProvider();
  const lines: string[] = [];
  const tokens = await signInWithBrowser({
    issuer,
    clientId: 'programs',
    port: 0,
    open: returnWith({ code: 'code-of-somebody' }),
    report: (line) => lines.push(line),
  });
  expect(tokens).toMatchObject({
    accessToken: 'token-of-somebody-1',
    refreshToken: 'refresh-of-somebody',
  });
  expect(tokens.expiresAt / 1_000).toBeCloseTo(Date.now() / 1_000 + 3_600, -1);
  const { searchParams } = new URL(lines.join().replace(/^.*\n/, ''));
  expect(Object.fromEntries(searchParams)).toMatchObject({
    client_id: 'programs',
    response_type: 'code',
    scope: 'openid',
    code_challenge_method: 'S256',
    redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+\/$/),
  });
  expect(exchanges[0]?.get('redirect_uri')).toBe(searchParams.get('redirect_uri'));
});

test('an answer to another sign-in is refused', async () => {
  const { issuer, exchanges } = await startFakeProvider();
  const open = returnWith({ code: 'code-of-somebody', state: 'of another' });
  const signingIn = signInWithBrowser({ issuer, clientId: 'programs', port: 0, open, report: () => {} });
  await expect(signingIn).rejects.toThrow(/^The sign-in failed: .*state/);
  expect(exchanges).toEqual([]);
});

test('a refusal of the provider is reported', async () => {
  const { issuer } = await startFakeProvider();
  const open = returnWith({ error: 'access_denied', error_description: 'no access' });
  const signingIn = signInWithBrowser({ issuer, clientId: 'programs', port: 0, open, report: () => {} });
  await expect(signingIn).rejects.toThrow('The sign-in failed: no access.');
});

test('nobody who signs in is reported after a while, and the port is free again', async () => {
  const { issuer } = await startFakeProvider();
  let port = 0;
  const signingIn = signInWithBrowser({
    ...{ issuer, clientId: 'programs', port: 0, timeoutMs: 10, report: () => {} },
    open: (url) => {
      port = Number(new URL(new URL(url).searchParams.get('redirect_uri') ?? '').port);
    },
  });
  await expect(signingIn).rejects.toThrow(/^Nobody signed in within .* MULTIDOMAIN_TOKEN/);
  await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow('fetch failed');
});

test('a port in use is reported', async () => {
  const { issuer } = await startFakeProvider();
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(signInWithBrowser({ issuer, clientId: 'programs', port })).rejects.toThrow(
    `Port ${port} is in use`,
  );
});
