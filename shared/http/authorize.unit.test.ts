import { beforeEach, describe, expect, test, vi } from 'vitest';
import { allRoutes } from '../../contracts/all.ts';
import { GetMe } from '../../contracts/api/routes.ts';
import type { RouteContract } from '../../contracts/definition/define-route.ts';
import { type Role, roles } from '../../contracts/definition/roles.ts';
import type { IdempotencyTable } from '../idempotency/idempotency-table.ts';
import { type ApiRequest, anEditor, ask } from '../testing/api-event.ts';
import { anId } from '../testing/fixed.ts';
import { ok } from './answer.ts';
import { endpoint } from './endpoint.ts';

type Claims = Readonly<Record<string, unknown>> | null;

/** The claims of an access token. @param groups as the gateway passes them; default: none. */
const token = (groups?: unknown, changes: object = {}): Claims => ({
  sub: anId(7),
  username: anId(7),
  client_id: 'a-client',
  scope: 'openid',
  token_use: 'access',
  ...(groups === undefined ? {} : { 'cognito:groups': groups }),
  ...changes,
});

/** Callers, and the role that each has; undefined: none, null: nobody. */
const callers: readonly [who: string, claims: Claims, role: Role | undefined | null][] = [
  ['nobody', null, null],
  ['an editor', token('editor'), 'editor'],
  ['a viewer', token('viewer'), 'viewer'],
  ['somebody in both groups', token('viewer,editor'), 'editor'],
  ['somebody in both groups, in the other order', token('editor,viewer'), 'editor'],
  ['somebody in both groups, as an emulator writes it', token('[viewer editor]'), 'editor'],
  ['a viewer, as an emulator writes it', token('[viewer]'), 'viewer'],
  ['an editor, as a list', token(['editor', 'clerks']), 'editor'],
  ['a viewer with another group', token('clerks,viewer'), 'viewer'],
  ['somebody in no group', token(), undefined],
  ['somebody in groups with similar names', token('editors,Editor,viewer2,no-viewer'), undefined],
  ['somebody whose groups are not a text', token({ editor: 'editor' }), undefined],
  ['somebody with an id token', token('editor', { token_use: 'id' }), null],
  ['somebody with a token of no known use', token('editor', { token_use: undefined }), null],
  ['somebody without an id', token('editor', { sub: undefined }), null],
  ['somebody with an empty id', token('editor', { sub: '' }), null],
  ['somebody whose id is not a text', token('editor', { sub: 7 }), null],
  ['somebody with a very long id', token('editor', { sub: 'x'.repeat(129) }), null],
];

/** What somebody sends who pretends to be an editor. */
const forged: ApiRequest = {
  headers: {
    authorization: `Bearer ${Buffer.from(JSON.stringify(anEditor)).toString('base64url')}`,
    'cognito:groups': 'editor',
    'open-access': 'yes',
    'x-amzn-apigateway-authorizer': JSON.stringify({ claims: anEditor }),
    'x-amzn-lambda-context': JSON.stringify({ OPEN_ACCESS: 'yes' }),
    'x-amzn-request-context': JSON.stringify({ authorizer: { claims: anEditor } }),
  },
  query: { OPEN_ACCESS: 'yes', claims: JSON.stringify(anEditor) },
  body: { requestContext: { authorizer: { claims: anEditor } }, claims: anEditor, OPEN_ACCESS: 'yes' },
};

const handle = vi.fn();
const idempotency = { take: vi.fn(), find: vi.fn() };
const untouched = () =>
  [handle, idempotency.take, idempotency.find].every(({ mock }) => mock.calls.length === 0);

beforeEach(() => {
  for (const spy of [handle, idempotency.take, idempotency.find]) spy.mockReset();
  handle.mockResolvedValue(ok({}));
});

/** Sends a request to a route; its handler only notes that it was reached. */
const send = (route: RouteContract, request: ApiRequest) => {
  const options = { idempotency: idempotency as unknown as IdempotencyTable };
  const handler = endpoint(route as RouteContract<'POST'>, handle, options);
  const ids = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, anId(1)]);
  const { method, path } = route;
  const headers = { 'idempotency-key': 'a-key', ...request.headers };
  return ask(handler, { method, path, pathParameters: Object.fromEntries(ids), ...request, headers });
};

const isAllowed = (role: Role | undefined | null, route: RouteContract): boolean =>
  role === 'editor' || (role === 'viewer' && route.role === 'viewer');

test('there are routes for each role', () => {
  expect(new Set(allRoutes.map(({ role }) => role))).toEqual(new Set(roles));
});

describe.each(allRoutes.map((route) => [route.name, route] as const))('%s', (_, route) => {
  test.each(callers)('knows what %s may do', async (_who, claims, role) => {
    const { status, headers, body } = await send(route, { claims });
    if (isAllowed(role, route)) {
      expect([401, 403]).not.toContain(status);
      return;
    }
    expect(status).toBe(role === null ? 401 : 403);
    expect(body.type).toBe(`urn:multidomain:problem:${role === null ? 'not-signed-in' : 'access-denied'}`);
    expect(body.correlationId).toBe(headers['x-correlation-id']);
    expect(headers['www-authenticate']).toBe(role === null ? 'Bearer' : undefined);
    expect(untouched()).toBe(true);
  });

  test('does not believe what a client says about itself', async () => {
    expect((await send(route, { ...forged, claims: null })).status).toBe(401);
    if (route.role === 'editor') {
      expect((await send(route, { ...forged, claims: token('viewer') })).status).toBe(403);
    }
    expect(untouched()).toBe(true);
  });

  test('checks the caller before anything else in the request', async () => {
    const bad = [
      { pathParameters: { customerId: '7' }, query: { colour: 'blue' } },
      { body: 'x'.repeat(200 * 1024) },
      { body: '{', headers: { 'content-type': 'text/plain' } },
      { headers: { 'idempotency-key': ['a', 'b'] } },
    ];
    for (const request of bad) {
      expect((await send(route, { ...request, claims: null })).status).toBe(401);
      expect((await send(route, { ...request, claims: token() })).status).toBe(403);
    }
  });

  test('lets everybody in with open access, also somebody without a role', async () => {
    vi.stubEnv('OPEN_ACCESS', 'yes');
    for (const claims of [null, token()]) {
      expect([401, 403]).not.toContain((await send(route, { claims })).status);
    }
  });

  test.each(['', 'no', 'false', 'YES'])('needs a caller if OPEN_ACCESS is %j', async (setting) => {
    vi.stubEnv('OPEN_ACCESS', setting);
    expect((await send(route, { claims: null })).status).toBe(401);
  });
});

test.each([
  ['viewer', 'This needs the role editor; you have the role viewer.'],
  ['clerks', 'This needs the role editor; you have none.'],
])('a refusal of a %s says which role is needed', async (group, detail) => {
  const [route] = allRoutes.filter(({ role }) => role === 'editor');
  expect((await send(route as RouteContract, { claims: token(group) })).body).toMatchObject({
    title: 'Not allowed',
    detail,
  });
});

test('with open access, everybody is the same editor, whatever they send', async () => {
  vi.stubEnv('OPEN_ACCESS', 'yes');
  for (const claims of [null, token(), token('viewer'), token('editor', { sub: 'somebody' })]) {
    for (const request of [{}, forged, { ...forged, headers: { authorization: 'Bearer of.a.viewer' } }]) {
      await send(GetMe, { ...request, body: undefined, query: {}, claims });
      expect(handle.mock.lastCall?.[0].caller).toEqual({ id: 'anyone', role: 'editor', access: 'open' });
      handle.mockClear();
    }
  }
});

test('a handler knows the caller', async () => {
  await send(GetMe, { claims: token('viewer,editor') });
  expect(handle.mock.lastCall?.[0].caller).toEqual({ id: anId(7), role: 'editor', access: 'signed-in' });
  vi.stubEnv('OPEN_ACCESS', 'yes');
  await send(GetMe, { claims: token('viewer') });
  expect(handle.mock.lastCall?.[0].caller).toEqual({ id: 'anyone', role: 'editor', access: 'open' });
});
