import { describe, expect, test } from 'vitest';
import { emulatedPoolOf, signInOnEmulator } from './sign-in-on-emulator.ts';
import { startFakeEmulator } from './testing/fake-emulator.ts';

describe('the user pool of an address', () => {
  const url = 'http://localhost:4566/_aws/execute-api/7953cea5';
  const signIn = { userPoolId: 'us-east-1_a1', clientId: 'c1' };
  const deployed = () => ({ apiId: '7953cea5', signIn });

  test.each([url, `${url}/`, `${url}/api`])('is known for what was deployed: %s', (address) => {
    expect(emulatedPoolOf(address, deployed)).toEqual({ endpoint: 'http://localhost:4566', ...signIn });
  });

  test.each(['http://localhost:3000', 'http://localhost:4566/_aws/execute-api/7953cea56', `${url}0`, 'x'])(
    'is unknown for anything else: %s',
    (address) => {
      expect(emulatedPoolOf(address, deployed)).toBeUndefined();
    },
  );

  test('is unknown if access is open, or nothing was deployed', () => {
    expect(emulatedPoolOf(url, () => ({ apiId: '7953cea5', signIn: undefined }))).toBeUndefined();
    expect(emulatedPoolOf(url, () => undefined)).toBeUndefined();
  });
});

test('somebody with the role is added and signs in on the login page', async () => {
  const { pool, groups } = await startFakeEmulator();
  const tokens = await signInOnEmulator(pool, 'viewer');
  expect(tokens).toMatchObject({ accessToken: 'token-of-viewer@example.com' });
  expect(groups).toEqual({ 'viewer@example.com': 'viewer' });
});

test('the same person signs in twice', async () => {
  const { pool } = await startFakeEmulator();
  await signInOnEmulator(pool, 'editor');
  expect(await signInOnEmulator(pool, 'editor')).toMatchObject({
    accessToken: 'token-of-editor@example.com',
  });
});

test('a login page that refuses is reported', async () => {
  const { pool } = await startFakeEmulator({ refuses: true });
  await expect(signInOnEmulator(pool, 'editor')).rejects.toThrow(
    /\/login does not lead back: it answers 200/,
  );
});
