import { expect, test } from 'vitest';
import { startFakeProvider } from './testing/fake-provider.ts';
import { tokenFor, tokensFor } from './token-for.ts';

const environment = {};

test('MULTIDOMAIN_TOKEN is used if it is set', async () => {
  const sources = { environment: { MULTIDOMAIN_TOKEN: 'given' } };
  expect(await tokenFor({ url: 'http://nowhere.invalid', role: 'editor' }, sources)).toBe('given');
});

test('a system with open access needs no token', async () => {
  const { issuer } = await startFakeProvider({ configuration: () => ({ api: '/api' }) });
  expect(await tokenFor({ url: `${issuer}/api`, role: 'editor' }, { environment })).toBeUndefined();
});

test('a system that does not say how to sign in gets no token', async () => {
  const { issuer } = await startFakeProvider({ configuration: () => null });
  expect(await tokenFor({ url: issuer, role: 'editor' }, { environment })).toBeUndefined();
});

test('nothing that answers is reported', async () => {
  await expect(tokenFor({ url: 'http://127.0.0.1:1', role: 'editor' }, { environment })).rejects.toThrow(
    'http://127.0.0.1:1/config.json is not responding',
  );
});

test('on this machine, one of the ready-made people signs in, once for all requests', async () => {
  const { issuer, exchanges } = await startFakeProvider();
  const token = tokensFor({ url: issuer, role: 'viewer' }, { environment });
  const all = await Promise.all([token(), token(), token()]);
  expect(new Set([...all, await token()])).toEqual(new Set(['token-of-v-1-1']));
  expect(exchanges).toHaveLength(1);
});

test.each(['/', '/api', '/customers?name=ada#page'])(
  'any address of the web page will do, such as one that ends in %s',
  async (end) => {
    const { issuer } = await startFakeProvider();
    const request = { url: `${issuer}${end}`, role: 'viewer' } as const;
    expect(await tokenFor(request, { environment })).toBe('token-of-v-1-1');
  },
);

test('a token that is about to expire is replaced', async () => {
  const { issuer } = await startFakeProvider({ expiresIn: 30 });
  const token = tokensFor({ url: issuer, role: 'viewer' }, { environment });
  expect([await token(), await token()]).toEqual(['token-of-v-1-1', 'token-of-v-1-2']);
});

test('a deployed system without a client for programs is reported', async () => {
  const { issuer } = await startFakeProvider({
    configuration: () => ({ signIn: { authority: 'https://login.example/pool', clientId: 'page' } }),
  });
  await expect(tokenFor({ url: issuer, role: 'editor' }, { environment })).rejects.toThrow(
    /does not say with which client programs sign in.*MULTIDOMAIN_TOKEN/,
  );
});
