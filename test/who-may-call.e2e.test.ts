import { describe, expect, test } from 'vitest';
import type { Json } from './support/api.ts';
import { systemUnderTest } from './support/system.ts';
import { tokenOf } from './support/token.ts';

const { baseUrl } = systemUnderTest();
const [editor, viewer] = await Promise.all([tokenOf(baseUrl, 'editor'), tokenOf(baseUrl, 'viewer')]);

type Headers = Readonly<Record<string, string>>;

/** Sends exactly these headers, so a token only if it is among them. */
const send = (method: string, path: string, headers: Headers = {}) =>
  fetch(`${baseUrl}/api${path}`, {
    method,
    ...(method === 'POST'
      ? { body: '{}', headers: { ...headers, 'content-type': 'application/json' } }
      : { headers }),
  });

const me = async (headers: Headers): Promise<Json> => (await send('GET', '/me', headers)).json();

const bearer = (token = ''): Headers => ({ authorization: `Bearer ${token}` });
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims that nobody has signed. */
const claims = { sub: 'somebody-else', token_use: 'access', scope: 'openid', 'cognito:groups': ['editor'] };
const unsigned = `${encoded({ alg: 'none' })}.${encoded(claims)}.`;

/** Headers with which a gateway or a proxy might pass on who is calling. */
const forged: Headers = {
  'x-amzn-apigateway-authorizer': JSON.stringify({ claims }),
  'x-amzn-request-context': JSON.stringify({ authorizer: { claims } }),
  'x-amzn-oidc-data': unsigned,
  'cognito-groups': 'editor',
  'open-access': 'yes',
};

const signedIn = () => {
  test.each([
    ['no token', {}],
    ['claims in other headers', forged],
    ['no token after the scheme', bearer()],
    ['garbage', bearer('a.b.c')],
    ['an unsigned token', bearer(unsigned)],
    ['a changed token', bearer(editor?.replace(/\.[^.]+\./, `.${encoded(claims)}.`))],
  ])('refuses %s, on every path', async (_, headers) => {
    for (const [method, path] of [
      ['GET', '/me'],
      ['POST', '/customers'],
      ['GET', '/no-such-path'],
    ] as const) {
      const response = await send(method, path, headers);
      expect([path, response.status]).toEqual([path, 401]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ type: 'urn:multidomain:problem:not-signed-in' });
    }
  });

  test('knows an editor', async () => {
    expect(await me(bearer(editor))).toMatchObject({ role: 'editor', access: 'signed-in' });
    expect((await send('POST', '/customers', bearer(editor))).status).toBe(400);
  });

  test('lets a viewer read only, whatever else the request has', async ({ skip }) => {
    const known = await me(bearer(viewer));
    skip(known.role !== 'viewer', 'The person who runs the tests is not a viewer.');
    expect(await me({ ...forged, ...bearer(viewer) })).toEqual(known);
    const response = await send('POST', '/customers', { ...forged, ...bearer(viewer) });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ type: 'urn:multidomain:problem:access-denied' });
  });
};

const openAccess = () => {
  const viewerClaims = encoded({ ...claims, 'cognito:groups': ['viewer'] });

  test.each<[string, Headers]>([
    ['nothing', {}],
    ['a token of somebody else', bearer(unsigned)],
    ['a token of a viewer', bearer(`${encoded({ alg: 'none' })}.${viewerClaims}.`)],
    ['garbage as a token', bearer('a.b.c')],
    ['claims in other headers', forged],
  ])('takes everybody for the same editor, also with %s', async (_, headers) => {
    expect(await me(headers)).toEqual({ id: 'anyone', role: 'editor', access: 'open' });
    expect((await send('POST', '/customers', headers)).status).toBe(400);
  });
};

if (editor === undefined) describe('a system with open access', openAccess);
else describe('a system that asks for a sign-in', signedIn);
