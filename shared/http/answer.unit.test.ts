import { expect, test } from 'vitest';
import { accepted, created, entity, noContent, ok } from './answer.ts';

test('an entity has the ETag of its version; a page has none', () => {
  expect(entity({ version: 3 })).toMatchObject({
    statusCode: 200,
    headers: { etag: '"3"' },
    body: '{"version":3}',
  });
  expect(ok({ items: [] }).headers).not.toHaveProperty('etag');
});

test('what was made or accepted tells where it is', () => {
  expect(created('/api/things/1', { version: 1 })).toMatchObject({
    statusCode: 201,
    headers: { location: '/api/things/1', etag: '"1"' },
  });
  expect(accepted('/api/things/1', { version: 1 })).toMatchObject({
    statusCode: 202,
    headers: { location: '/api/things/1' },
  });
});

test('what is gone has no body', () => {
  expect(noContent()).toMatchObject({ statusCode: 204, body: '' });
});
