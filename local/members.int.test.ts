import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsV4Signer } from 'aws4fetch';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Runtime, startRuntime } from './runtime.ts';
import { PEOPLE } from './services/cognito/testing/pools.ts';
import { payloadOf, type SigningIn, signIn, type Tokens } from './services/cognito/testing/sign-in.ts';
import { synthesizeMembers } from './template/testing/members-app.ts';

const HANDLER = `export const handler = async ({ requestContext }) => ({
  statusCode: 200,
  body: JSON.stringify(requestContext.authorizer),
});`;
const bob = 'bob@example.com';

let folder = '';
let assemblyDir = '';
let runtime: Runtime;
let page: SigningIn;
let program: SigningIn;
let tokens: Tokens;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'members-'));
  const code = join(folder, 'code');
  await mkdir(code);
  await writeFile(join(code, 'index.mjs'), HANDLER);
  assemblyDir = synthesizeMembers(join(folder, 'cdk.out'), code);
  runtime = await startRuntime({ assemblyDir, folder, people: PEOPLE });
  const [{ issuer = '', clients = [] } = {}] = runtime.userPools;
  const clientNamed = (name: string) => clients.find((client) => client.name === name)?.id ?? '';
  page = { issuer, clientId: clientNamed('Page') };
  program = { issuer, clientId: clientNamed('Program'), scope: 'openid email' };
  tokens = await signIn(page, bob);
});

afterAll(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

afterEach(() => {
  vi.useRealTimers();
});

async function get(path: string, authorization?: string): Promise<[number, unknown, string | null]> {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  const response = await fetch(`${runtime.url}/api${path}`, { headers });
  return [response.status, await response.json(), response.headers.get('www-authenticate')];
}

const unauthorized = [401, { title: 'Not signed in', detail: 'Unauthorized' }, 'Bearer'];
const partsOf = (token: string): string[] => token.split('.');
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const headerOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(partsOf(token)[0] ?? '', 'base64url').toString());

test('the function learns who asks', async () => {
  const [status, authorizer] = await get('/me', `Bearer ${tokens.access_token}`);
  expect([status, authorizer]).toEqual([
    200,
    {
      claims: {
        ...payloadOf(tokens.access_token),
        'cognito:groups': 'reader,writer',
        auth_time: String(payloadOf(tokens.access_token)['auth_time']),
        version: '2',
        exp: expect.stringMatching(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$/),
        iat: expect.stringMatching(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$/),
      },
    },
  ]);
});

test('a route without an authorizer is for everybody', async () => {
  expect(await get('/open')).toEqual([200, null, null]);
});

test.each<[string, () => string | undefined | Promise<string>]>([
  ['no token', () => undefined],
  ['garbage', () => 'Bearer garbage'],
  ['another scheme', () => `Basic ${tokens.access_token}`],
  ['an id token', () => `Bearer ${tokens.id_token}`],
  ['a refresh token', () => `Bearer ${tokens.refresh_token}`],
  [
    'no signature',
    () =>
      `Bearer ${base64({ ...headerOf(tokens.access_token), alg: 'none' })}.${partsOf(tokens.access_token)[1]}.`,
  ],
  [
    'the public key as a secret',
    async () => {
      const { keys } = (await (await fetch(`${page.issuer}/.well-known/jwks.json`)).json()) as {
        keys: JsonWebKey[];
      };
      const pem = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' }).export({
        type: 'spki',
        format: 'pem',
      });
      const alg = { ...headerOf(tokens.access_token), alg: 'HS256' };
      const text = `${base64(alg)}.${partsOf(tokens.access_token)[1]}`;
      return `Bearer ${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
    },
  ],
  [
    'the signature of another key with the same id',
    () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const text = partsOf(tokens.access_token).slice(0, 2).join('.');
      return `Bearer ${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
  ],
  [
    'other claims',
    () => {
      const [head, , signed] = partsOf(tokens.access_token);
      return `Bearer ${head}.${base64({ ...payloadOf(tokens.access_token), 'cognito:groups': ['owner'] })}.${signed}`;
    },
  ],
  [
    'a token that begins later',
    async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
      const { access_token } = await signIn(page, bob);
      vi.useRealTimers();
      return `Bearer ${access_token}`;
    },
  ],
  [
    'a token of another issuer',
    async () => {
      const other = await startRuntime({ assemblyDir, folder, people: PEOPLE });
      const { access_token } = await signIn({ ...page, issuer: other.userPools[0]?.issuer ?? '' }, bob);
      await other.close();
      return `Bearer ${access_token}`;
    },
  ],
])('%s: 401 in the words of the template', async (_, authorization) => {
  expect(await get('/me', await authorization())).toEqual(unauthorized);
});

test('an expired token: 401 in the words of the template', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
  expect(await get('/me', `Bearer ${tokens.access_token}`)).toEqual([
    401,
    { title: 'Signed in too long ago', detail: 'The incoming token has expired' },
    'Bearer',
  ]);
});

test('a token without the scope of the route: 403 in the words of the template', async () => {
  expect(await get('/secret', `Bearer ${tokens.access_token}`)).toEqual([
    403,
    { title: 'Access denied', detail: 'User is not authorized to access this resource' },
    'Bearer',
  ]);
  const { access_token } = await signIn(program, bob);
  expect((await get('/secret', `Bearer ${access_token}`))[0]).toBe(200);
  expect((await get('/me', access_token))[0]).toBe(200);
});

test('people can be looked up at the AWS endpoint', async () => {
  const { headers, body } = await new AwsV4Signer({
    url: runtime.awsEndpoint,
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.ListUsers' },
    body: JSON.stringify({ UserPoolId: runtime.userPools[0]?.id, Filter: `email = "${bob}"` }),
    service: 'cognito-idp',
    region: 'us-east-1',
    ...runtime.awsCredentials,
  }).sign();
  const response = await fetch(runtime.awsEndpoint, { method: 'POST', headers, body: body ?? null });
  expect([response.status, await response.json()]).toEqual([
    200,
    { Users: [expect.objectContaining({ Username: payloadOf(tokens.access_token)['sub'] })] },
  ]);
});

test('somebody in a group that the template does not have stops the start', async () => {
  const people = [{ email: 'eve@example.com', name: 'Eve', groups: ['owner'] }];
  await expect(startRuntime({ assemblyDir, folder, people })).rejects.toThrow(
    'The user pool has no group "owner"; allowed: reader, writer.',
  );
});
