import { expect, test } from 'vitest';
import { SignInError } from '../tokens/sign-in-error.ts';
import { findFault } from './find-fault.ts';

const AWS = 'https://d111111abcdef8.cloudfront.net';
const token = async () => 'a.b.c';

const answering = (status: number, body: unknown) => ({
  token,
  send: async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
});

const failing = (error: Error) => ({
  token,
  send: async () => {
    throw error;
  },
});

test('an API that works has no fault', async () => {
  expect(await findFault(AWS, answering(200, { items: [] }))).toBeUndefined();
});

test.each([
  [401, 'npm run --silent token -- --url URL'],
  [403, 'npm run users -- role EMAIL editor'],
])('%i: the fault has the answer and what to do', async (status, remedy) => {
  const fault = await findFault(AWS, answering(status, { title: 'Refused', detail: 'No token.' }));
  expect(fault).toContain(`${AWS}/api answers ${status}: No token.`);
  expect(fault).toContain(remedy);
});

test('the request has the token', async () => {
  let sent: string | null = null;
  const send = async (_: string, init: RequestInit) => {
    sent = new Headers(init.headers).get('authorization');
    return Response.json({ items: [] });
  };
  expect(await findFault(AWS, { token, send })).toBeUndefined();
  expect(sent).toBe('Bearer a.b.c');
});

test.each([
  [200, '<!doctype html><title>Something else</title>'],
  [200, {}],
  [404, 'null'],
  [404, { message: 'Not found' }],
])('another service is reported with its answer: %s %j', async (status, body) => {
  const fault = await findFault('http://localhost:8080', answering(status, body));
  expect(fault).toMatch(new RegExp(`answer(s|ed) ${status}`));
  expect(fault).toContain("not this system's API");
});

test('an API that answers 5xx is reported as failing', async () => {
  expect(await findFault(AWS, answering(500, 'null'))).toContain("functions' logs");
});

test('an unreachable host is reported with the reason and a remedy', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const refused = new TypeError('fetch failed', { cause });
  const fault = await findFault(AWS, { ...failing(refused), remedy: 'Deploy it.' });
  expect(fault).toMatch(/^Nothing answers at .*ECONNREFUSED.*\nDeploy it\.$/);
  const late = new DOMException('The operation was aborted', 'TimeoutError');
  expect(await findFault(AWS, failing(late))).toContain('no answer in time');
});

test('a sign-in that failed is reported', async () => {
  const fault = findFault(AWS, {
    token: async () => {
      throw new SignInError('Nobody signed in.');
    },
  });
  expect(await fault).toBe('Nobody signed in.');
});

test.each(['localhost:3000', 'abcdefghij', ''])('"%s" is not an address', async (baseUrl) => {
  expect(await findFault(baseUrl)).toContain('is not an address');
});
