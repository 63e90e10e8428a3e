import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createClient } from '../client/create-client.ts';
import { isAtLeast } from '../contracts/definition/roles.ts';
import { newSigningKey } from '../local/services/cognito/signing-key.ts';
import { renew } from '../scripts/tokens/authorization.ts';
import { localTokens, signInLocally } from '../scripts/tokens/sign-in-locally.ts';
import { addPerson, removePerson } from '../scripts/users/people.ts';
import { type Credential, credentialsFor, tokenIn } from './support/access/credentials.ts';
import { bodyFor, contractOf, filledIn, queryFor, type Targets } from './support/access/requests.ts';
import { type SignedInSystem, STRANGER, startSignedInSystem } from './support/access/system.ts';
import { tablesOf } from './support/access/tables.ts';

// The system and this file have the same key, so that a wrong token can differ from a right one in a single claim.
vi.mock('../local/services/cognito/signing-key.ts', async (original) => {
  const module = await original<typeof import('../local/services/cognito/signing-key.ts')>();
  const key = await module.newSigningKey();
  return { ...module, newSigningKey: async () => key };
});

let system: SignedInSystem;
let targets: Targets;
let credentials: Credential[];

beforeAll(async () => {
  system = await startSignedInSystem('access');
  credentials = await credentialsFor(system, await newSigningKey());
  targets = await sell();
});

const credentialOf = (kind: string): Credential => {
  const found = credentials.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`There is no credential of the kind "${kind}".`);
  return found;
};

const tokenOf = (kind: string): string => tokenIn(credentialOf(kind));

/** Sells something, so that there are data to read and change. */
async function sell(): Promise<Targets> {
  const { runtime, settled } = system;
  const api = createClient({ baseUrl: runtime.url, token: () => tokenOf('an editor') });
  const { customerId } = await api('POST /customers', {
    body: { name: 'Ada Buyer', email: 'ada@example.org', birthDate: '1990-06-15' },
  });
  const { productId } = await api('POST /products', {
    body: { name: 'Blue mug', price: { amount: 250, currency: 'EUR' }, stock: 10 },
  });
  await settled();
  const { purchaseId } = await api('POST /purchases', { body: { customerId, productId, quantity: 1 } });
  await settled();
  return { customerId, productId, purchaseId };
}

/** Sends a request to the API. */
async function send(
  { method, path }: { method: string; path: string },
  { headers, query = '' }: Pick<Credential, 'headers' | 'query'>,
  body?: unknown,
  needed = '',
) {
  const parameters = [query, needed].filter((part) => part !== '').join('&');
  const response = await fetch(`${system.runtime.url}/api${path}${parameters && `?${parameters}`}`, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

type Answer = Awaited<ReturnType<typeof send>>;

/** What is wrong with a refusal: not the right problem, or no correlation id. */
function faultsIn({ status, headers, body }: Answer, expected: { status: number; code: string }): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || faults.push(what));
  check(status === expected.status, `the status is ${status}, not ${expected.status}`);
  check(headers.get('content-type') === 'application/problem+json', 'it is no problem+json');
  check(body?.type === `urn:multidomain:problem:${expected.code}`, `the type is ${body?.type}`);
  check(body?.status === expected.status, `the body has the status ${body?.status}`);
  check(/^[\w-]{36}$/.test(body?.correlationId ?? ''), 'there is no correlation id');
  check(headers.get('x-correlation-id') === body?.correlationId, 'the header has another correlation id');
  if (status === 401) check(/^Bearer\b/.test(headers.get('www-authenticate') ?? ''), 'no WWW-Authenticate');
  return faults;
}

/** What each route of the template does wrong, by method and path. */
async function walk(
  check: (route: SignedInSystem['routes'][number]) => Promise<string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const route of system.routes) {
    faults.push(...(await check(route)).map((fault) => `${route.method} ${route.path}: ${fault}`));
  }
  return faults;
}

const everything = async () => {
  await system.settled();
  return tablesOf(system.runtime);
};

test('the walk covers every route of the template, and each of the API is among them', () => {
  const known = system.routes.filter((route) => contractOf(route) !== undefined);
  expect(known.length).toBeGreaterThanOrEqual(23);
  expect(system.routes.filter(({ authorization }) => authorization === undefined)).toEqual([]);
});

test('on every route, whoever is not signed in gets 401 and changes nothing', async () => {
  const before = await everything();
  const strangers = credentials.filter(({ caller }) => caller === undefined);
  expect(strangers.length).toBeGreaterThan(30);
  const faults = await walk(async (route) => {
    const found: string[] = [];
    for (const credential of strangers) {
      const body = bodyFor(contractOf(route), targets, 'by-nobody');
      const answer = await send(filledIn(route, { ...targets }), credential, body);
      const expected = { status: 401, code: 'not-signed-in' };
      found.push(...faultsIn(answer, expected).map((fault) => `${credential.kind}: ${fault}`));
    }
    return found;
  });
  expect(faults).toEqual([]);
  expect(await everything()).toEqual(before);
});

test.each(['a viewer', 'somebody in no group', 'somebody in groups that are none of ours'])(
  '%s gets 403 with the role that the route needs, changes nothing, and reads only with the role',
  async (kind) => {
    const before = await everything();
    const credential = credentialOf(kind);
    const role = credential.caller?.role;
    const faults = await walk(async (route) => {
      const contract = contractOf(route);
      const request = filledIn(route, { ...targets });
      const body = bodyFor(contract, targets, 'by-others');
      const answer = await send(request, credential, body, queryFor(contract));
      if (contract === undefined)
        return [404, 405].includes(answer.status) ? [] : [`it answers ${answer.status}`];
      if (isAtLeast(role, contract.role)) return answer.status === 200 ? [] : [`it answers ${answer.status}`];
      const faults = faultsIn(answer, { status: 403, code: 'access-denied' });
      const names = String(answer.body?.detail).includes(`needs the role ${contract.role}`);
      return [...faults, ...(names ? [] : [`it does not name the role: ${answer.body?.detail}`])];
    });
    expect(faults).toEqual([]);
    expect(await everything()).toEqual(before);
  },
);

test('an editor is refused on no route', async () => {
  const faults = await walk(async (route) => {
    const { status } = await send(filledIn(route, {}), credentialOf('an editor'));
    return status === 401 || status === 403 || status >= 500 ? [`it answers ${status}`] : [];
  });
  expect(faults).toEqual([]);
});

test.each([
  ['the scheme in lower case', (token: string) => `bearer ${token}`],
  ['no scheme', (token: string) => token],
])('with %s, a token gives its own role', async (_, written) => {
  const as = (kind: string) => ({ headers: { authorization: written(tokenOf(kind)) } });
  const change = { method: 'PATCH', path: `/products/${targets.productId}` };
  expect((await send({ method: 'GET', path: '/products' }, as('a viewer'))).status).toBe(200);
  expect((await send(change, as('a viewer'), { category: 'cups' })).status).toBe(403);
  expect((await send(change, as('an editor'), { category: 'cups' })).status).toBe(200);
});

test('of two Authorization headers the first one counts, and the other one adds nothing to it', async () => {
  const statusWith = (method: string, ...kinds: string[]): Promise<number | undefined> => {
    const headers = kinds.flatMap((kind) => ['Authorization', `Bearer ${tokenOf(kind)}`]);
    const sent = request(`${system.runtime.url}/api/products/${targets.productId}`, {
      method,
      headers: ['Host', new URL(system.runtime.url).host, 'Content-Type', 'application/json', ...headers],
    }).end('{"category":"cups"}');
    return once(sent, 'response').then(([response]) => response.resume().statusCode);
  };
  expect(await statusWith('PATCH', 'a viewer', 'an editor')).toBe(403);
  expect(await statusWith('PATCH', 'a token that has expired', 'an editor')).toBe(401);
  expect(await statusWith('PATCH', 'an editor', 'a viewer')).toBe(200);
});

test('no way to write a path leads to data without a token', async () => {
  const { customerId } = targets;
  const paths = [
    '/customers/',
    '//customers',
    '/CUSTOMERS',
    '/%63ustomers',
    '/customers;a=b',
    '/customers%2F',
    '/customers?',
    `/customers//${customerId}`,
    `/customers/${customerId}/`,
    `/customers/%2e/${customerId}`,
    `/products/..%2Fcustomers%2F${customerId}`,
  ];
  const found = await Promise.all(
    paths.map(async (path) => {
      const answer = await send({ method: 'GET', path }, {});
      return faultsIn(answer, { status: 401, code: 'not-signed-in' }).map((fault) => `${path}: ${fault}`);
    }),
  );
  expect(found.flat()).toEqual([]);
});

/** A token of the editor with other claims, and a right signature. */
async function tokenWith(claims: JWTPayload): Promise<{ headers: { authorization: string } }> {
  const { privateJwk, kid } = await newSigningKey();
  const token = await new SignJWT({ ...decodeJwt(tokenOf('an editor')), ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(privateJwk);
  return { headers: { authorization: `Bearer ${token}` } };
}

test('a token without the scope openid gets 403', async () => {
  const credential = await tokenWith({ scope: 'aws.cognito.signin.user.admin' });
  const answer = await send({ method: 'GET', path: '/customers' }, credential);
  expect(faultsIn(answer, { status: 403, code: 'access-denied' })).toEqual([]);
});

test.each([
  ['an empty id', ''],
  ['an endless id', 'x'.repeat(1_000)],
])('a token with %s gets 401 on every route of the API', async (_, sub) => {
  const before = await everything();
  const credential = await tokenWith({ sub });
  const faults = await walk(async (route) => {
    const contract = contractOf(route);
    if (contract === undefined) return [];
    const { status } = await send(
      filledIn(route, { ...targets }),
      credential,
      bodyFor(contract, targets, ''),
    );
    return status === 401 ? [] : [`it answers ${status}`];
  });
  expect(faults).toEqual([]);
  expect(await everything()).toEqual(before);
});

describe('somebody who is removed', () => {
  test('cannot sign in or renew tokens, and an access token of theirs lasts until it expires', async () => {
    const { runtime, issuer, clientId } = system;
    const email = 'leaver@example.com';
    const client = new CognitoIdentityProviderClient({
      endpoint: runtime.awsEndpoint,
      region: 'us-east-1',
      credentials: runtime.awsCredentials,
    });
    const pool = { client, id: runtime.userPools[0]?.id ?? '' };
    await addPerson(pool, email, 'editor');
    const tokens = await localTokens({ issuer, clientId, person: email });
    const headers = { authorization: `Bearer ${tokens.accessToken}` };
    const list = () => send({ method: 'GET', path: '/customers' }, { headers });
    expect((await list()).status).toBe(200);

    await removePerson(pool, email);
    await expect(renew({ issuer, clientId }, tokens.refreshToken ?? '')).rejects.toThrow('cannot be renewed');
    await expect(signInLocally({ issuer, clientId, person: email })).rejects.toThrow('does not offer');
    // As on AWS, where the gateway does not look up whether a token was revoked.
    expect((await list()).status).toBe(200);
    expect(tokens.expiresAt - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    vi.useFakeTimers({ now: tokens.expiresAt + 1_000, toFake: ['Date'] });
    const late = await list();
    vi.useRealTimers();
    expect(faultsIn(late, { status: 401, code: 'not-signed-in' })).toEqual([]);
  });
});

test('an editor is in the tables by id and role, and nobody by e-mail address', async () => {
  const text = JSON.stringify(await everything());
  const { sub = '' } = decodeJwt(tokenOf('an editor'));
  const actors = [...text.matchAll(/"actor":(\{[^}]*\})/g)].map(([, actor = '']) => JSON.parse(actor));
  expect(actors).toContainEqual({ id: sub, role: 'editor' });
  for (const email of ['viewer@example.com', 'editor@example.com', STRANGER])
    expect(text).not.toContain(email);
});

describe('neither a token nor an e-mail address of staff', () => {
  /** Everything that lets somebody in, and has been sent to any part of the system. */
  async function sentSecrets(): Promise<string[]> {
    const { runtime, issuer, clientId } = system;
    const tokens = await localTokens({ issuer, clientId, person: 'editor@example.com' });
    const { accessToken, refreshToken = '' } = tokens;
    const headers = { authorization: `Bearer ${accessToken}` };
    const form = (values: Record<string, string>) => ({
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...values }),
    });
    const query = `access_token=${accessToken}`;
    await Promise.all([
      fetch(`${runtime.url}/api/customers?${query}`, { headers }),
      ...['/', '/config.json', '/customers', '/api-reference/', '/no-such-file.js', '/_local/health'].map(
        (path) => fetch(`${runtime.url}${path}?${query}`, { headers }),
      ),
      fetch(`${issuer}/oauth2/authorize?${query}`, { headers }),
      fetch(`${issuer}/login/${accessToken}`, { headers }),
      fetch(`${issuer}/logout?client_id=${clientId}&logout_uri=http://localhost/${accessToken}`),
      fetch(`${issuer}/oauth2/token`, form({ grant_type: 'authorization_code', code: accessToken })),
      fetch(`${issuer}/oauth2/token`, form({ grant_type: 'refresh_token', refresh_token: accessToken })),
    ]);
    await fetch(`${issuer}/oauth2/revoke`, form({ token: refreshToken }));
    return [accessToken.split('.')[1] ?? '', refreshToken];
  }

  /** What a text must not have. */
  function findSecrets(text: string, secrets: readonly string[]): string[] {
    const tokens = credentials.flatMap(({ headers = {}, query = '' }) =>
      [...`${Object.values(headers).join()} ${query}`.matchAll(/\.([\w-]{20,})/g)].map(
        ([, part = '']) => part,
      ),
    );
    expect(tokens.length).toBeGreaterThan(20);
    return [
      ...[...tokens, ...secrets].filter((secret) => text.includes(secret)),
      ...(/eyJ[\w-]{10,}\.|Bearer \S|\b(viewer|editor|stranger|leaver)@example\.com/.exec(text) ?? []),
    ];
  }

  test('is in the log of the functions, which names callers by id, or printed', async () => {
    const secrets = await sentSecrets();
    await system.settled();
    const log = readFileSync(system.logFile, 'utf8');
    expect(log).toContain(decodeJwt(tokenOf('an editor')).sub);
    expect(findSecrets(log, secrets)).toEqual([]);
    expect(findSecrets(system.printed(), secrets)).toEqual([]);
  });
});
