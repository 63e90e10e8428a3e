import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { noStore } from '../../data/store.ts';
import { type LoopbackServer, openLoopbackServer } from '../../http/loopback-server.ts';
import { type Cognito, createCognito } from './cognito.ts';
import { subOf } from './people.ts';
import { Browser } from './testing/browser.ts';
import { aClient, aUserPool, PEOPLE, POOL_ARN } from './testing/pools.ts';
import {
  authorizationRequest,
  buttonOf,
  exchangeCode,
  payloadOf,
  post,
  type SigningIn,
  signIn,
  type Tokens,
} from './testing/sign-in.ts';

const ann = 'ann@example.com';
const bob = 'bob@example.com';

let server: LoopbackServer;
let cognito: Cognito;
let issuer = '';
let page: SigningIn;
let rotating: SigningIn;
const printed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info'), vi.spyOn(console, 'error')];

beforeAll(async () => {
  server = await openLoopbackServer(0);
  const clients = [
    aClient('page'),
    aClient('rotating', { rotation: { graceSeconds: 10 }, scopes: ['openid', 'shop/read'] }),
    aClient('program', { signsIn: false }),
  ];
  cognito = createCognito({
    userPools: [aUserPool(clients)],
    url: server.url,
    people: PEOPLE,
    store: noStore,
  });
  await cognito.start();
  server.serve([cognito.handler], cognito.sharedPaths);
  issuer = cognito.userPools[0]?.issuer ?? '';
  page = { issuer, clientId: 'page' };
  rotating = { issuer, clientId: 'rotating' };
});

afterAll(() => server.close());

beforeEach(() => cognito.reset());

afterEach(() => {
  vi.useRealTimers();
  expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
});

const browser = () => new Browser(server.url);
const refresh = ({ clientId }: SigningIn, { refresh_token }: Tokens) =>
  post(`${issuer}/oauth2/token`, { grant_type: 'refresh_token', client_id: clientId, refresh_token });
const passSeconds = (seconds: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });

describe('the provider', () => {
  test('describes itself with Cognito’s paths', async () => {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/oauth2/authorize`,
      token_endpoint: `${issuer}/oauth2/token`,
      revocation_endpoint: `${issuer}/oauth2/revoke`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      end_session_endpoint: `${issuer}/logout`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    });
  });

  test('has one public key for RS256', async () => {
    const { keys } = (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as { keys: object[] };
    expect(keys).toEqual([
      { kty: 'RSA', use: 'sig', alg: 'RS256', e: 'AQAB', kid: expect.any(String), n: expect.any(String) },
    ]);
  });

  test('has nothing at other paths', async () => {
    for (const path of ['/oauth2/userInfo', '/session/end', '/', '/oauth2', '/oauth2/tokens']) {
      expect([path, (await fetch(issuer + path)).status]).toEqual([path, 404]);
    }
    expect((await fetch(`${server.url}/us-east-1_elsewhere/oauth2/authorize`)).status).toBe(404);
  });

  test('is known to programs', () => {
    expect(cognito.userPools).toEqual([
      {
        id: 'us-east-1_a1b2c3d4e',
        issuer: `${server.url}/us-east-1_a1b2c3d4e`,
        clients: [
          { id: 'page', name: 'page' },
          { id: 'rotating', name: 'rotating' },
          { id: 'program', name: 'program' },
        ],
        logoutUrl: `${issuer}/logout`,
      },
    ]);
  });
});

describe('somebody who signs in', () => {
  test('chooses who to be, and gets an access token like Cognito’s', async () => {
    const { access_token, expires_in } = await signIn(page, bob);
    expect(payloadOf(access_token)).toEqual({
      sub: subOf(bob),
      username: subOf(bob),
      client_id: 'page',
      token_use: 'access',
      version: 2,
      scope: 'openid',
      'cognito:groups': ['reader', 'writer'],
      iss: issuer,
      auth_time: expect.any(Number),
      iat: expect.any(Number),
      exp: expect.any(Number),
      jti: expect.any(String),
    });
    const { iat, exp } = payloadOf(access_token);
    expect([Number(exp) - Number(iat), expires_in]).toEqual([600, 600]);
    const header = JSON.parse(Buffer.from(access_token.split('.')[0] ?? '', 'base64url').toString());
    expect(header).toEqual({ alg: 'RS256', kid: expect.any(String) });
    expect(await cognito.verifyToken([POOL_ARN], access_token)).toEqual(payloadOf(access_token));
  });

  test('gets an id token like Cognito’s', async () => {
    const { id_token } = await signIn({ ...page, parameters: { nonce: 'n-1' } }, ann);
    expect(payloadOf(id_token)).toMatchObject({
      sub: subOf(ann),
      'cognito:username': subOf(ann),
      'cognito:groups': ['reader'],
      aud: 'page',
      iss: issuer,
      token_use: 'id',
      email: ann,
      email_verified: true,
      name: 'Ann Reader',
      nonce: 'n-1',
      auth_time: expect.any(Number),
    });
    expect(await cognito.verifyToken([POOL_ARN], id_token)).toMatchObject({ token_use: 'id' });
  });

  test('comes back with code and state to any port of this machine', async () => {
    for (const redirectUri of [
      'http://localhost:5173/',
      'http://localhost:80/',
      'https://shop.example/back',
    ]) {
      const client = { ...page, redirectUri };
      const somebody = browser();
      const { url, verifier } = authorizationRequest(client);
      const login = await somebody.open(url);
      const { url: arrived } = await somebody.press(login, 'person', buttonOf(login, ann));
      expect(arrived).toMatch(`${new URL(redirectUri).href}?`);
      expect(new URL(arrived).searchParams.get('state')).toBe('here-we-are');
      expect((await exchangeCode(client, arrived, verifier)).status).toBe(200);
    }
  });

  test('is not asked again within the hour, and is asked afterwards', async () => {
    const somebody = browser();
    await signIn(page, ann, somebody);
    expect((await somebody.open(authorizationRequest(page).url)).url).toMatch(
      /^http:\/\/localhost:5000\/\?code=/,
    );
    passSeconds(3_700);
    expect((await somebody.open(authorizationRequest(page).url)).body).toContain('Ann Reader');
  });

  test('may be somebody else the next time', async () => {
    const somebody = browser();
    await signIn(page, ann, somebody);
    const again = { ...page, parameters: { prompt: 'login' } };
    expect(payloadOf((await signIn(again, bob, somebody)).id_token)).toMatchObject({ email: bob });
    expect(payloadOf((await signIn(page, ann, somebody)).id_token)).toMatchObject({ email: bob });
  });

  test('without being shown a page is possible only with a session', async () => {
    const client = { ...page, parameters: { prompt: 'none' } };
    expect((await browser().open(authorizationRequest(client).url)).url).toContain('error=login_required');
  });

  test('has cookies named after pool and port, for the pool’s paths only', async () => {
    const somebody = browser();
    await signIn(page, ann, somebody);
    expect(new Set(somebody.cookieNames.map((name) => name.split('.').slice(0, 2).join('.')))).toEqual(
      new Set([`us-east-1_a1b2c3d4e.${server.port}`]),
    );
  });
});

describe('the login page', () => {
  const open = () => browser().open(authorizationRequest(page).url);

  test('loads nothing, runs nothing, and leads to itself and to the page that asked', async () => {
    const { headers, body } = await open();
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'self' http:\/\/localhost:5000; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).not.toMatch(/<script|\son\w+=|style="/);
  });

  test('shows names as text, whatever they hold', async () => {
    cognito.people
      .get('us-east-1_a1b2c3d4e')
      ?.add({ email: 'x@y.z', name: '<b>"Eve" & \'co</b>', groups: [] });
    const { body } = await open();
    expect(body).toContain('&#60;b&#62;&#34;Eve&#34; &#38; &#39;co&#60;/b&#62;');
    expect(body).not.toContain('<b>');
  });

  test('says so when there is nobody to choose', async () => {
    for (const { email } of PEOPLE) cognito.people.get('us-east-1_a1b2c3d4e')?.remove(email);
    expect((await open()).body).toContain('this user pool has no people');
  });

  test('is shown again when somebody is chosen who is not there', async () => {
    const somebody = browser();
    const login = await somebody.open(authorizationRequest(page).url);
    const again = await somebody.press(login, 'person', subOf('nobody@example.com'));
    expect([again.status, again.body]).toEqual([200, login.body]);
  });

  test('takes nothing from pages of other origins', async () => {
    const somebody = browser();
    const login = await somebody.open(authorizationRequest(page).url);
    for (const origin of ['http://evil.example', 'http://localhost:5173']) {
      const body = new URLSearchParams({ person: subOf(ann) });
      const { status } = await somebody.open(login.url, {
        method: 'POST',
        body,
        headers: { Origin: origin },
      });
      expect(status).toBe(403);
    }
  });

  test('of another browser is over', async () => {
    const login = await open();
    const elsewhere = await browser().open(login.url);
    expect([elsewhere.status, elsewhere.body]).toEqual([
      400,
      expect.stringContaining('began in another browser'),
    ]);
  });
});

describe('a request that the client must not make shows why', () => {
  test.each<[string, Partial<SigningIn>, string]>([
    ['another redirect_uri', { redirectUri: 'http://localhost:5000/elsewhere' }, 'invalid_redirect_uri'],
    [
      'a redirect_uri on another machine',
      { redirectUri: 'http://localhost.evil.example/' },
      'invalid_redirect_uri',
    ],
    [
      'a redirect_uri that begins alike',
      { redirectUri: 'https://shop.example/back/more' },
      'invalid_redirect_uri',
    ],
    ['an unknown client', { clientId: 'nobody' }, 'invalid_client'],
    ['a client that signs nobody in', { clientId: 'program' }, 'invalid_client'],
  ])('%s', async (_, changes, error) => {
    const answer = await browser().open(authorizationRequest({ ...page, ...changes }).url);
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining(error)]);
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'none'");
  });

  test.each<[string, SigningIn['parameters'], string]>([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['PKCE without a hash', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope that it does not have', { scope: 'openid shop/read' }, 'invalid_scope'],
  ])('%s', async (_, parameters, error) => {
    const answer = await browser().open(authorizationRequest({ ...page, parameters: parameters ?? {} }).url);
    expect(answer.url).toContain(`error=${error}`);
  });
});

describe('a code', () => {
  async function code(client: SigningIn) {
    const somebody = browser();
    const { url, verifier } = authorizationRequest(client);
    const login = await somebody.open(url);
    return { verifier, arrived: (await somebody.press(login, 'person', buttonOf(login, ann))).url };
  }

  test('needs the verifier, the client and the address with which it was asked for', async () => {
    const wrong = 'x'.repeat(43);
    for (const change of [
      async () => exchangeCode(page, (await code(page)).arrived, wrong),
      async () => exchangeCode(page, (await code(page)).arrived, ''),
      async () => {
        const { arrived, verifier } = await code(page);
        return exchangeCode(rotating, arrived, verifier);
      },
      async () => {
        const { arrived, verifier } = await code(page);
        return exchangeCode({ ...page, redirectUri: 'http://localhost:5001/' }, arrived, verifier);
      },
    ]) {
      const response = await change();
      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({ error: expect.stringMatching(/^invalid_(grant|request)$/) }),
      ]);
    }
  });

  test('works once', async () => {
    const { arrived, verifier } = await code(page);
    expect((await exchangeCode(page, arrived, verifier)).status).toBe(200);
    expect((await exchangeCode(page, arrived, verifier)).status).toBe(400);
  });

  test('expires', async () => {
    const { arrived, verifier } = await code(page);
    passSeconds(6 * 60);
    expect((await exchangeCode(page, arrived, verifier)).status).toBe(400);
  });
});

describe('a refresh token', () => {
  test('gives new tokens until it expires', async () => {
    const first = await signIn(page, ann);
    passSeconds(3_500);
    const response = await refresh(page, first);
    const next = (await response.json()) as Tokens;
    expect(payloadOf(next.access_token)).toMatchObject({
      sub: subOf(ann),
      auth_time: payloadOf(first.access_token)['auth_time'],
    });
    expect(payloadOf(next.access_token)['jti']).not.toBe(payloadOf(first.access_token)['jti']);
    expect(next.refresh_token).toBe(first.refresh_token);
    passSeconds(200);
    expect((await refresh(page, first)).status).toBe(400);
  });

  test('names the groups that the person has by now', async () => {
    const first = await signIn(page, ann);
    cognito.people.get('us-east-1_a1b2c3d4e')?.setGroups(ann, ['writer']);
    const next = (await (await refresh(page, first)).json()) as Tokens;
    expect(payloadOf(next.access_token)['cognito:groups']).toEqual(['writer']);
    expect(payloadOf(next.id_token)['cognito:groups']).toEqual(['writer']);
    cognito.people.get('us-east-1_a1b2c3d4e')?.setGroups(ann, []);
    const last = (await (await refresh(page, first)).json()) as Tokens;
    expect(payloadOf(last.access_token)).not.toHaveProperty('cognito:groups');
  });

  test('of somebody who has been removed gives nothing, and they have to sign in anew', async () => {
    const somebody = browser();
    const first = await signIn(page, ann, somebody);
    cognito.people.get('us-east-1_a1b2c3d4e')?.remove(ann);
    expect((await refresh(page, first)).status).toBe(400);
    const login = await somebody.open(authorizationRequest(page).url);
    expect(login.body).not.toContain(ann);
    expect(payloadOf((await signIn(page, bob, somebody)).id_token)).toMatchObject({ email: bob });
  });

  test('of one tab does not end with the sign-in of another one', async () => {
    const somebody = browser();
    const first = await signIn(page, ann, somebody);
    const second = await signIn(page, ann, somebody);
    await signIn({ ...page, parameters: { prompt: 'login' } }, bob, somebody);
    expect((await refresh(page, first)).status).toBe(200);
    expect((await refresh(page, second)).status).toBe(200);
  });

  test('that rotates is replaced, may be asked for again within the grace period, and ends all afterwards', async () => {
    const first = await signIn(rotating, ann);
    const second = (await (await refresh(rotating, first)).json()) as Tokens;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    passSeconds(5);
    expect((await refresh(rotating, first)).status).toBe(200);
    passSeconds(6);
    expect((await refresh(rotating, first)).status).toBe(400);
    expect((await refresh(rotating, second)).status).toBe(400);
  });

  test('that takes the place of another one lives no longer than that', async () => {
    const first = await signIn(rotating, ann);
    passSeconds(3_000);
    const second = (await (await refresh(rotating, first)).json()) as Tokens;
    passSeconds(650);
    expect((await refresh(rotating, second)).status).toBe(400);
  });

  test('can be revoked', async () => {
    const tokens = await signIn(page, ann);
    const revoked = await post(`${issuer}/oauth2/revoke`, { token: tokens.refresh_token, client_id: 'page' });
    expect(revoked.status).toBe(200);
    expect((await refresh(page, tokens)).status).toBe(400);
  });

  test('is gone once the person has been signed out everywhere', async () => {
    const [annsTokens, bobsTokens] = [await signIn(page, ann), await signIn(page, bob)];
    const UserPoolId = 'us-east-1_a1b2c3d4e';
    await cognito.apis[0]?.handle({
      operation: 'AdminUserGlobalSignOut',
      parameters: { UserPoolId, Username: ann },
      headers: {},
      body: Buffer.from(''),
      signal: new AbortController().signal,
    });
    expect((await refresh(page, annsTokens)).status).toBe(400);
    expect((await refresh(page, bobsTokens)).status).toBe(200);
  });

  test('belongs to its client', async () => {
    expect((await refresh(rotating, await signIn(page, ann))).status).toBe(400);
  });
});

describe('a page on another port of this machine', () => {
  const from = (origin: string) => ({ Origin: origin, 'Sec-Fetch-Site': 'same-site' });
  const token = async (headers: Record<string, string>) => {
    const { refresh_token } = await signIn(page, ann);
    const parameters = { grant_type: 'refresh_token', client_id: 'page', refresh_token };
    return post(`${issuer}/oauth2/token`, parameters, headers);
  };

  test('may ask for tokens and revoke them', async () => {
    const response = await token(from('http://localhost:5173'));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    const { refresh_token } = (await response.json()) as Tokens;
    const revoke = { token: refresh_token, client_id: 'page' };
    expect((await post(`${issuer}/oauth2/revoke`, revoke, from('http://localhost:5173'))).status).toBe(200);
  });

  test('which is on another machine may not', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      'http://localhost:1.evil.example',
      'https://localhost:1',
    ]) {
      const response = await token(from(origin));
      expect([origin, response.status]).toEqual([origin, 403]);
      expect(response.headers.get('access-control-allow-origin')).toBe(null);
    }
  });
});

describe('signing out', () => {
  const logout = (parameters: Record<string, string>) =>
    `${issuer}/logout?${new URLSearchParams(parameters)}`;

  test('ends the session and leads to where the client says; tokens stay as they are', async () => {
    const somebody = browser();
    const tokens = await signIn(page, ann, somebody);
    const out = await somebody.open(logout({ client_id: 'page', logout_uri: 'http://localhost:5173/' }));
    expect([out.status, out.url]).toEqual([302, 'http://localhost:5173/']);
    expect((await somebody.open(authorizationRequest(page).url)).body).toContain('Ann Reader');
    expect((await refresh(page, tokens)).status).toBe(200);
  });

  test('ends the session for a copy of its cookie, too', async () => {
    const somebody = browser();
    await signIn(page, ann, somebody);
    const copy = somebody.copy();
    await somebody.open(logout({ client_id: 'page', logout_uri: 'http://localhost:5173/' }));
    expect((await copy.open(authorizationRequest(page).url)).body).toContain('Ann Reader');
  });

  test('works without a session, too', async () => {
    const out = await browser().open(logout({ client_id: 'page', logout_uri: 'http://localhost:5173/' }));
    expect(out.status).toBe(302);
  });

  test.each<[string, Record<string, string>]>([
    ['to an address that is not the client’s', { client_id: 'page', logout_uri: 'http://evil.example/' }],
    ['to nowhere', { client_id: 'page' }],
    ['of an unknown client', { client_id: 'nobody', logout_uri: 'http://localhost:5173/' }],
  ])('%s is refused, and ends nothing', async (_, parameters) => {
    const somebody = browser();
    await signIn(page, ann, somebody);
    expect((await somebody.open(logout(parameters))).status).toBe(400);
    expect((await somebody.open(authorizationRequest(page).url)).url).toContain('code=');
  });
});
