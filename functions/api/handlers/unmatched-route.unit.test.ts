import { expect, test, vi } from 'vitest';
import { aContext, anApiEvent } from '../../../shared/testing/api-event.ts';

vi.stubEnv('ROUTES', JSON.stringify({ '/customers/{customerId}': ['PATCH', 'DELETE', 'GET'] }));
const { handler } = await import('./unmatched-route.ts');

async function answerTo(method: string, path: string, resource: string) {
  const { statusCode, headers, body } = await handler(
    { ...anApiEvent({ method, path }), resource },
    aContext,
  );
  return { statusCode, headers, problem: JSON.parse(body) };
}

test('a method that the path does not have is a 405 that lists the allowed ones', async () => {
  const { statusCode, headers, problem } = await answerTo('PUT', '/customers/42', '/customers/{customerId}');
  expect([statusCode, headers?.['allow']]).toEqual([405, 'DELETE, GET, PATCH']);
  expect(problem).toMatchObject({
    type: 'urn:multidomain:problem:method-not-allowed',
    detail: 'Allowed methods: DELETE, GET, PATCH.',
    instance: '/api/customers/42',
  });
});

test('an unknown path is a 404 with a problem document', async () => {
  const { statusCode, headers, problem } = await answerTo('GET', '/nothing', '/{proxy+}');
  expect([statusCode, headers?.['content-type']]).toEqual([404, 'application/problem+json']);
  expect(problem).toMatchObject({
    status: 404,
    detail: 'There is nothing at /nothing.',
    correlationId: expect.any(String),
  });
});
