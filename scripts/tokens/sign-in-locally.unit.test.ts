import { expect, test } from 'vitest';
import { signInLocally } from './sign-in-locally.ts';
import { startFakeProvider } from './testing/fake-provider.ts';

test.each([
  ['viewer', 'v-1'],
  ['editor', 'e-1'],
  ['editor@example.com', 'e-1'],
])('chooses the person with the group or address %s on the login page', async (person, chosen) => {
  const { issuer, exchanges } = await startFakeProvider();
  expect(await signInLocally({ issuer, clientId: 'programs', person })).toBe(`token-of-${chosen}-1`);
  expect(Object.fromEntries(exchanges[0] ?? [])).toMatchObject({
    client_id: 'programs',
    grant_type: 'authorization_code',
    redirect_uri: 'http://localhost:8976/',
    code_verifier: expect.stringMatching(/^[\w-]{43,}$/),
  });
});

test('somebody who is not on the login page is reported with those who are', async () => {
  const { issuer } = await startFakeProvider();
  await expect(signInLocally({ issuer, clientId: 'programs', person: 'admin' })).rejects.toThrow(
    'The login page does not offer "admin", only:\n  VV Vera & Co viewer@example.com viewer\n  EE Eddie Editor',
  );
});

test('a refused code is reported with the reason', async () => {
  const { issuer, forget } = await startFakeProvider();
  forget();
  await expect(signInLocally({ issuer, clientId: 'programs', person: 'editor' })).rejects.toThrow(
    'The sign-in failed: the token is unknown.',
  );
});
