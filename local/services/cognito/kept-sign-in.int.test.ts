import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../data/sqlite-store.ts';
import { temporaryFolder } from '../../data/testing/temporary-folder.ts';
import { openLoopbackServer } from '../../http/loopback-server.ts';
import { createCognito } from './cognito.ts';
import { Browser } from './testing/browser.ts';
import { aClient, aUserPool, PEOPLE, POOL_ARN } from './testing/pools.ts';
import { authorizationRequest, post, signIn } from './testing/sign-in.ts';

/** Starts and ends Cognito on the same data and at the same address, as often as wanted. */
async function keptUserPool() {
  const path = join(temporaryFolder(), 'state.db');
  const server = await openLoopbackServer(0);
  onTestFinished(() => server.close());
  return async (groups?: { readonly name: string }[]) => {
    const store = openSqliteStore({ path });
    onTestFinished(() => store.close());
    const pool = aUserPool([aClient('page', { rotation: { graceSeconds: 10 } })]);
    const userPools = [{ ...pool, ...(groups && { groups }) }];
    const cognito = createCognito({ userPools, url: server.url, people: PEOPLE, store });
    await cognito.start();
    server.serve([cognito.handler], cognito.sharedPaths);
    const issuer = cognito.userPools[0]?.issuer ?? '';
    const people = cognito.people.get(pool.id);
    if (people === undefined) throw new Error('no people');
    return { cognito, issuer, people, end: () => store.close() };
  };
}

const ann = 'ann@example.com';

test('whoever is signed in stays signed in: their tokens, their renewal and their session', async () => {
  const start = await keptUserPool();
  const first = await start();
  const client = { issuer: first.issuer, clientId: 'page' };
  const browser = new Browser(new URL(first.issuer).origin);
  const tokens = await signIn(client, ann, browser);
  await first.end();

  const { cognito, issuer } = await start();
  expect(await cognito.verifyToken([POOL_ARN], tokens.access_token)).toMatchObject({ token_use: 'access' });
  const renewal = { grant_type: 'refresh_token', client_id: 'page', refresh_token: tokens.refresh_token };
  expect((await post(`${issuer}/oauth2/token`, renewal)).status).toBe(200);
  const again = await browser.open(authorizationRequest(client).url);
  expect(again.url).toContain('code=');
});

test('people who were added, changed and removed stay so', async () => {
  const start = await keptUserPool();
  const first = await start();
  first.people.add({ email: 'cy@example.com', name: 'Cy', groups: ['writer'] });
  first.people.setGroups(ann, ['writer']);
  first.people.remove('bob@example.com');
  await first.end();

  const second = await start();
  expect(second.people.all.map(({ email, groups }) => [email, groups]).toSorted()).toEqual([
    [ann, ['writer']],
    ['cy@example.com', ['writer']],
  ]);
  for (const { email } of second.people.all) second.people.remove(email);
  await second.end();
  const third = await start();
  expect(third.people.all).toEqual([]);
});

test('a person who was removed or signed out cannot renew their tokens after the next start', async () => {
  const start = await keptUserPool();
  const first = await start();
  const { refresh_token } = await signIn({ issuer: first.issuer, clientId: 'page' }, ann);
  const { sub } = first.people.all.find(({ email }) => email === ann) ?? {};
  const request = { operation: 'AdminUserGlobalSignOut', headers: {}, body: Buffer.of() };
  const parameters = { UserPoolId: aUserPool().id, Username: sub };
  const { signal } = new AbortController();
  expect(await first.cognito.apis[0]?.handle({ ...request, parameters, signal })).toMatchObject({
    status: 200,
  });
  await first.end();

  const { issuer } = await start();
  const renewal = { grant_type: 'refresh_token', client_id: 'page', refresh_token };
  expect((await post(`${issuer}/oauth2/token`, renewal)).status).toBe(400);
});

test('people lose the groups that the user pool no longer has', async () => {
  const start = await keptUserPool();
  const first = await start([{ name: 'reader' }, { name: 'writer' }, { name: 'owner' }]);
  first.people.add({ email: 'cy@example.com', name: 'Cy', groups: ['owner', 'writer'] });
  await first.end();
  const { people } = await start();
  expect(people.all.find(({ name }) => name === 'Cy')?.groups).toEqual(['writer']);
});
