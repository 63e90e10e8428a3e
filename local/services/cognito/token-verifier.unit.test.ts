import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { newSigningKey, type SigningKey } from './signing-key.ts';
import { aClient, aUserPool } from './testing/pools.ts';
import { tokenVerifier } from './token-verifier.ts';

const ISSUER = 'http://localhost:3000/us-east-1_a1b2c3d4e';
const now = Math.floor(Date.now() / 1000);
const accessToken = {
  sub: '7d1f3b1c-0000-5000-8000-000000000000',
  client_id: 'page',
  token_use: 'access',
  scope: 'openid',
  iss: ISSUER,
  iat: now - 60,
  exp: now + 600,
};
const { client_id: _, ...rest } = accessToken;
const idToken = { ...rest, token_use: 'id', aud: 'page' };

let key: SigningKey;
let verify: ReturnType<typeof tokenVerifier>;

beforeAll(async () => {
  key = await newSigningKey();
  verify = tokenVerifier(aUserPool([aClient('page'), aClient('program')]), ISSUER, key);
});

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const privateKey = ({ privateJwk }: { privateJwk: JsonWebKey }): KeyObject =>
  createPrivateKey({ key: privateJwk, format: 'jwk' });

/** A token as the user pool signs it, except for `changes`. */
function signed(
  payload: object,
  { header = {}, by = key }: { header?: object; by?: SigningKey } = {},
): string {
  const text = `${base64({ alg: 'RS256', kid: key.kid, ...header })}.${base64(payload)}`;
  return `${text}.${createSign('sha256').update(text).sign(privateKey(by), 'base64url')}`;
}

test('takes access and id tokens of the pool’s clients', async () => {
  expect(await verify(signed(accessToken))).toEqual(accessToken);
  expect(await verify(signed({ ...accessToken, client_id: 'program' }))).toMatchObject({
    client_id: 'program',
  });
  expect(await verify(signed(idToken))).toEqual(idToken);
});

describe('refuses a token', () => {
  test.each<[string, object]>([
    ['of another issuer', { iss: 'http://localhost:3000/us-east-1_elsewhere' }],
    ['without an issuer', { iss: undefined }],
    ['of another client', { client_id: 'somebody' }],
    ['without a client', { client_id: undefined }],
    ['whose audience is a client', { client_id: undefined, aud: 'page' }],
    ['of another use', { token_use: 'refresh' }],
    ['without a use', { token_use: undefined }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['without a subject', { sub: undefined }],
    ['that begins to count later', { nbf: now + 60 }],
    ['that was issued in the future', { iat: now + 60 }],
    ['whose end is a text', { exp: String(now + 600) }],
  ])('%s', async (_, changes) => {
    expect(await verify(signed({ ...accessToken, ...changes }))).toBe('invalid');
  });

  test('for an id token, of another audience', async () => {
    expect(await verify(signed({ ...idToken, aud: 'somebody' }))).toBe('invalid');
    expect(await verify(signed({ ...idToken, aud: ['page', 'somebody'] }))).toBe('invalid');
    expect(await verify(signed({ ...idToken, aud: undefined, client_id: 'page' }))).toBe('invalid');
  });

  test.each(['', 'garbage', 'a.b.c', 'a.b', '..'])('that is none: "%s"', async (token) => {
    expect(await verify(token)).toBe('invalid');
  });

  test('without a signature', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      const unsigned = `${base64({ alg, kid: key.kid })}.${base64(accessToken)}`;
      expect(await verify(`${unsigned}.`)).toBe('invalid');
      expect(await verify(`${unsigned}.${signed(accessToken).split('.')[2]}`)).toBe('invalid');
    }
  });

  test('whose signature is a hash with the public key as the secret', async () => {
    const text = `${base64({ alg: 'HS256', kid: key.kid })}.${base64(accessToken)}`;
    const pem = createPublicKey({ key: key.publicJwk, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    for (const secret of [pem, JSON.stringify(key.publicJwk), String(key.publicJwk.n)]) {
      const signature = createHmac('sha256', secret).update(text).digest('base64url');
      expect(await verify(`${text}.${signature}`)).toBe('invalid');
    }
  });

  test('that another key signed, whatever its header says', async () => {
    const other = await newSigningKey();
    expect(await verify(signed(accessToken, { by: other }))).toBe('invalid');
    expect(await verify(signed(accessToken, { by: other, header: { kid: other.kid } }))).toBe('invalid');
    expect(await verify(signed(accessToken, { by: other, header: { jwk: other.publicJwk } }))).toBe(
      'invalid',
    );
  });

  test('that names another key, another algorithm, or what nobody here understands', async () => {
    for (const header of [{ kid: 'other' }, { alg: 'RS384' }, { alg: 'PS256' }, { crit: ['x'], x: 1 }]) {
      expect(await verify(signed(accessToken, { header }))).toBe('invalid');
    }
  });
});

test('says of a token that it has expired if nothing else is wrong with it', async () => {
  const expired = { ...accessToken, iat: now - 900, exp: now - 1 };
  expect(await verify(signed(expired))).toBe('expired');
  expect(await verify(signed({ ...expired, client_id: 'somebody' }))).toBe('invalid');
  expect(await verify(signed({ ...expired, iss: 'elsewhere' }))).toBe('invalid');
  expect(await verify(`${signed(expired).slice(0, -4)}AAAA`)).toBe('invalid');
});

test('refuses a token with any other character in any place', async () => {
  const token = signed(accessToken);
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n';
  const mutation = fc.oneof(
    fc.tuple(fc.constant('replace' as const), fc.nat(token.length - 1), fc.constantFrom(...characters)),
    fc.tuple(fc.constant('insert' as const), fc.nat(token.length), fc.constantFrom(...characters)),
    fc.tuple(fc.constant('remove' as const), fc.nat(token.length - 1), fc.constant('')),
  );
  const mutate = ([kind, at, character]: [string, number, string]): string =>
    token.slice(0, at) + character + token.slice(kind === 'insert' ? at : at + 1);
  await fc.assert(
    fc.asyncProperty(mutation, async (change) => {
      const mutated = mutate(change);
      fc.pre(mutated !== token);
      expect(await verify(mutated)).toBe('invalid');
    }),
    { numRuns: 400 },
  );
  for (const character of characters) {
    const mutated = token.slice(0, -1) + character;
    expect(await verify(mutated)).toEqual(mutated === token ? accessToken : 'invalid');
  }
});
