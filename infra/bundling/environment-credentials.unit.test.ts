import { beforeEach, expect, test, vi } from 'vitest';
import { defaultProvider } from './environment-credentials.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'an-id').stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret');
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
});

test('credentials come from the environment, including the session token of a role', async () => {
  vi.stubEnv('AWS_SESSION_TOKEN', 'a-token');
  expect(await defaultProvider()()).toEqual({
    accessKeyId: 'an-id',
    secretAccessKey: 'a-secret',
    sessionToken: 'a-token',
  });
});

test('credentials of a user have no session token', async () => {
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'an-id', secretAccessKey: 'a-secret' });
});

test('missing credentials are an error that names the variables', async () => {
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
});
