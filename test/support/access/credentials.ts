import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { decodeJwt, type JWTPayload, SignJWT } from 'jose';
import type { Role } from '../../../contracts/definition/roles.ts';
import type { SigningKey } from '../../../local/services/cognito/signing-key.ts';
import { signInLocally } from '../../../scripts/tokens/sign-in-locally.ts';
import { type SignedInSystem, STRANGER } from './system.ts';

/** What a caller sends to be let in, and what they are. */
export interface Credential {
  readonly kind: string;
  /** Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Added to the address: `name=value`. Default: nothing. */
  readonly query?: string;
  /** Default: the caller is not signed in. */
  readonly caller?: { readonly role: Role | undefined; readonly email: string };
}

const HOUR = 3_600;

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @param header what it has besides `alg` and `kid`. */
const sign = (payload: JWTPayload, { kid, privateJwk }: SigningKey, header: object = {}): Promise<string> => {
  const { alg, ...extensions } = { alg: 'RS256', kid, ...header };
  return new SignJWT(payload)
    .setProtectedHeader({ alg, ...extensions })
    .sign(privateJwk, { crit: { 'urn:example:extension': true } });
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A token whose signature is made with HMAC, with the public key as the secret. */
function signedWithPublicKey(payload: JWTPayload, { kid }: SigningKey, secret: string | Buffer): string {
  const content = `${base64url({ alg: 'HS256', kid })}.${base64url(payload)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/**
 * Credentials of every kind.
 * @param key with which the system signs its tokens, so that wrong ones differ from a right one only in what is wrong.
 */
export async function credentialsFor(
  { issuer, clientId }: Pick<SignedInSystem, 'issuer' | 'clientId'>,
  key: SigningKey,
): Promise<Credential[]> {
  const tokenOf = (person: string) => signInLocally({ issuer, clientId, person });
  const [viewer, editor, stranger] = (await Promise.all(
    ['viewer@example.com', 'editor@example.com', STRANGER].map(tokenOf),
  )) as [string, string, string];
  const right = decodeJwt(editor);
  const now = Math.floor(Date.now() / 1_000);
  const changed = (changes: JWTPayload): Promise<string> => sign({ ...right, ...changes }, key);
  const { client_id: _, scope: __, ...withoutClient } = right;
  const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const other = anotherKey(key);
  const [header = '', , signature = ''] = editor.split('.');
  const promoted = { ...decodeJwt(viewer), 'cognito:groups': ['editor'] };

  const wrong: Record<string, string> = {
    'that is garbage': 'garbage',
    'of three parts of garbage': 'a.b.c',
    'that has expired': await changed({ iat: now - 2 * HOUR, exp: now - HOUR }),
    'that is not yet valid': await changed({ nbf: now + HOUR }),
    'issued in the future': await changed({ iat: now + HOUR, exp: now + 2 * HOUR }),
    'without expiry': await sign({ ...right, exp: undefined } as unknown as JWTPayload, key),
    'of another issuer': await changed({ iss: `${issuer}x` }),
    'of a pool on AWS': await changed({
      iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1b2c3d4e',
    }),
    'of another client': await changed({ client_id: 'another' }),
    'without a client': await sign(withoutClient, key),
    'for the page, an id token': await sign({ ...withoutClient, aud: clientId, token_use: 'id' }, key),
    'for renewal': await changed({ token_use: 'refresh' }),
    'without an id': await sign({ ...right, sub: undefined } as unknown as JWTPayload, key),
    'with alg none': `${base64url({ alg: 'none', kid: key.kid })}.${base64url(right)}.`,
    'with alg none and the signature': `${base64url({ alg: 'none', kid: key.kid })}.${base64url(right)}.${signature}`,
    'signed by HS256 with the public key as PEM': signedWithPublicKey(right, key, pem),
    'signed by HS256 with the public key as DER': signedWithPublicKey(right, key, der),
    'signed by HS256 with the public key as JWK': signedWithPublicKey(
      right,
      key,
      JSON.stringify(key.publicJwk),
    ),
    'of another key with the same kid': await sign(right, other),
    'of another key with a kid of its own': await sign(right, other, { kid: 'another' }),
    'of another key that it brings along': await sign(right, other, { jwk: other.publicJwk }),
    'of another key that it says where to find': await sign(right, other, { jku: `${issuer}/jwks.json` }),
    'with the kid of no key': await sign(right, key, { kid: 'another' }),
    'with an extension that nobody understands': await sign(right, key, {
      crit: ['urn:example:extension'],
      'urn:example:extension': 1,
    }),
    'that is very long': `${editor}${'x'.repeat(6_000)}`,
    'of a viewer, with the groups changed': `${header}.${base64url(promoted)}.${viewer.split('.')[2]}`,
    'without its signature': editor.slice(0, editor.lastIndexOf('.') + 1),
  };
  return [
    { kind: 'no token' },
    { kind: 'an empty header', headers: { authorization: '' } },
    {
      kind: 'another scheme',
      headers: { authorization: `Basic ${Buffer.from('editor:editor').toString('base64')}` },
    },
    { kind: 'only the scheme', headers: { authorization: 'Bearer' } },
    { kind: 'two tokens in one header', headers: { authorization: `Bearer ${editor}, Bearer ${editor}` } },
    { kind: 'a token in the query', query: `access_token=${editor}&Authorization=Bearer%20${editor}` },
    { kind: 'a token in a cookie', headers: { cookie: `access_token=${editor}; Authorization=${editor}` } },
    {
      kind: 'a token in other headers',
      headers: {
        'x-access-token': editor,
        'x-authorization': `Bearer ${editor}`,
        'x-amzn-oidc-data': editor,
      },
    },
    ...Object.entries(wrong).map(([kind, token]) => ({ kind: `a token ${kind}`, headers: bearer(token) })),
    { kind: 'a viewer', headers: bearer(viewer), caller: { role: 'viewer', email: 'viewer@example.com' } },
    { kind: 'an editor', headers: bearer(editor), caller: { role: 'editor', email: 'editor@example.com' } },
    { kind: 'somebody in no group', headers: bearer(stranger), caller: { role: undefined, email: STRANGER } },
    {
      kind: 'somebody in groups that are none of ours',
      headers: bearer(await changed({ 'cognito:groups': ['Editor', 'admin', 'editors'] })),
      caller: { role: undefined, email: 'editor@example.com' },
    },
  ];
}

/** The access token that a credential sends as such; empty if there is none. */
export const tokenIn = ({ headers }: Credential): string =>
  headers?.['authorization']?.replace('Bearer ', '') ?? '';

/** A key of somebody else, under the name of the system's. */
function anotherKey({ kid }: SigningKey): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const labels = { kid, alg: 'RS256', use: 'sig' };
  return {
    kid,
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...labels },
    publicJwk: { ...publicKey.export({ format: 'jwk' }), ...labels },
  };
}
