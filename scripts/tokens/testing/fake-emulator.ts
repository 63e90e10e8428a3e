import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { EmulatedPool } from '../sign-in-on-emulator.ts';

/** An emulator of Cognito with one user pool, and a login page like MiniStack's. */
export interface FakeEmulator {
  readonly pool: EmulatedPool;
  /** The group of each person. */
  readonly groups: Readonly<Record<string, string>>;
}

const USER_POOL_ID = 'us-east-1_a1b2c3';
const ISSUER = `https://cognito-idp.us-east-1.amazonaws.com/${USER_POOL_ID}`;

/** Starts an emulator until the end of the test. The access token names who signed in: `token-of-editor@example.com`. */
export async function startFakeEmulator({ refuses = false } = {}): Promise<FakeEmulator> {
  const passwords = new Map<string, string>();
  const groups: Record<string, string> = {};
  let endpoint = '';

  /** Answers a call of Cognito's API: the status and the body. */
  function call(action: string | undefined, input: Record<string, string>): [number, object] {
    const { Username = '', Password = '', GroupName = '' } = input;
    switch (action) {
      case 'AdminCreateUser':
        if (passwords.has(Username)) return [400, { __type: 'UsernameExistsException' }];
        passwords.set(Username, '');
        return [200, {}];
      case 'AdminSetUserPassword':
        passwords.set(Username, Password);
        return [200, {}];
      case 'AdminAddUserToGroup':
        groups[Username] = GroupName;
        return [200, {}];
      default:
        return [400, { __type: 'InvalidAction' }];
    }
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', endpoint);
    const body = await text(request);
    const json = (status: number, content: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content));
    if (pathname === '/') {
      const [, action] = String(request.headers['x-amz-target']).split('.');
      return json(...call(action, JSON.parse(body)));
    }
    if (pathname === `/${USER_POOL_ID}/.well-known/openid-configuration`) {
      const [authorize, token] = [`${endpoint}/oauth2/authorize`, `${endpoint}/oauth2/token`];
      return json(200, { issuer: ISSUER, authorization_endpoint: authorize, token_endpoint: token });
    }
    if (pathname === '/oauth2/authorize') {
      const hidden = [...searchParams].map(
        ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
      );
      return response.end(
        `<form method="POST" action="/login">${hidden.join('\n')}<input name="username"></form>`,
      );
    }
    const form = new URLSearchParams(body);
    if (pathname === '/login') {
      const username = form.get('username') ?? '';
      if (refuses || passwords.get(username) !== form.get('password'))
        return response.end('Incorrect password.');
      const query = new URLSearchParams({ code: username, state: form.get('state') ?? '' });
      return response.writeHead(302, { Location: `${form.get('redirect_uri')}?${query}` }).end();
    }
    return json(200, { access_token: `token-of-${form.get('code')}`, token_type: 'Bearer', expires_in: 900 });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { pool: { endpoint, userPoolId: USER_POOL_ID, clientId: 'programs' }, groups };
}
