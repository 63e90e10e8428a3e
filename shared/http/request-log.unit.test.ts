import { beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { defineRoute } from '../../contracts/definition/define-route.ts';
import { anEditor, ask } from '../testing/api-event.ts';
import { logLines } from '../testing/log-lines.ts';

const GetThings = defineRoute('GetThings', 'GET', '/things', () => ({
  role: 'viewer',
  summary: '',
  answer: { status: 200, body: z.object({}) },
}));

let lines: Record<string, unknown>[];

beforeEach(() => {
  lines = logLines();
  return () => void vi.resetModules();
});

/** An endpoint that adds a note to the log line of each request except the second, which fails. */
async function anEndpoint() {
  const { endpoint } = await import('./endpoint.ts');
  const { logger } = await import('../logging/logger.ts');
  const { ok } = await import('./answer.ts');
  let requests = 0;
  return endpoint(GetThings, async () => {
    requests += 1;
    if (requests === 2) throw new Error('down');
    logger.appendKeys({ noted: requests });
    return ok({});
  });
}

test('each request has its own log line', async () => {
  const handler = await anEndpoint();
  for (const [n, method] of ['GET', 'POST', 'PATCH'].entries()) {
    await ask(handler, { method, path: `/things/${n}`, headers: { 'x-correlation-id': `request-${n}` } });
  }
  const requests = lines.filter(({ message }) => message === 'request');
  expect(
    requests.map(({ method, path, status, correlationId, noted }) => [
      method,
      path,
      status,
      correlationId,
      noted,
    ]),
  ).toEqual([
    ['GET', '/things/0', 200, 'request-0', 1],
    ['POST', '/things/1', 500, 'request-1', undefined],
    ['PATCH', '/things/2', 200, 'request-2', 3],
  ]);
  expect(requests.every(({ milliseconds }) => Number(milliseconds) >= 0)).toBe(true);
});

test('the line of a request says who sent it, and has no token', async () => {
  const handler = await anEndpoint();
  const headers = { authorization: 'Bearer a-secret-token' };
  const email = 'vera@example.com';
  await ask(handler, { claims: { ...anEditor, email }, headers });
  await ask(handler, { claims: { ...anEditor, sub: 'a-stranger', 'cognito:groups': 'clerks' }, headers });
  await ask(handler, { claims: null, headers });
  const requests = lines.filter(({ message }) => message === 'request');
  expect(requests.map(({ status, callerId }) => [status, callerId])).toEqual([
    [200, anEditor.sub],
    [403, 'a-stranger'],
    [401, undefined],
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/a-secret-token|vera/);
});

test('an unexpected error is logged with its cause, in the line of its request', async () => {
  const handler = await anEndpoint();
  await ask(handler, {});
  await ask(handler, { headers: { 'x-correlation-id': 'the-failing-one' } });
  expect(lines.filter(({ level }) => level === 'ERROR')).toMatchObject([
    { message: 'unexpected error', correlationId: 'the-failing-one', error: { message: 'down' } },
  ]);
});

test('every line has the request id of the access log, whatever the caller’s correlation id', async () => {
  const handler = await anEndpoint();
  await ask(handler, { requestId: 'first' });
  await ask(handler, { requestId: 'second', headers: { 'x-correlation-id': 'mine' } });
  expect(lines.map(({ message, requestId, correlationId }) => [message, requestId, correlationId])).toEqual([
    ['request', 'first', 'first'],
    ['unexpected error', 'second', 'mine'],
    ['request', 'second', 'mine'],
  ]);
});
