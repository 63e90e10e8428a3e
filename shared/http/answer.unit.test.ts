import { expect, test } from 'vitest';
import { accepted, created, noContent, ok, resultOf } from './answer.ts';

test('an entity has an ETag with its version; a page has none', () => {
  expect(resultOf(ok({ version: 3 }))).toMatchObject({
    statusCode: 200,
    headers: { etag: '"3"' },
    body: '{"version":3}',
  });
  expect(resultOf(ok({ items: [] })).headers).not.toHaveProperty('etag');
});

test('the answer to a created or accepted entity has its location', () => {
  expect(resultOf(created('/api/things/1', { version: 1 }))).toMatchObject({
    statusCode: 201,
    headers: { location: '/api/things/1', etag: '"1"' },
  });
  expect(resultOf(accepted('/api/things/1', { version: 1 }))).toMatchObject({
    statusCode: 202,
    headers: { location: '/api/things/1' },
  });
});

test('the answer to a removal has no body', () => {
  expect(resultOf(noContent())).toMatchObject({ statusCode: 204, headers: {}, body: '' });
});
