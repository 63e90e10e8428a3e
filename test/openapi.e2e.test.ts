import { expect, test } from 'vitest';
import document from '../docs/openapi.json' with { type: 'json' };
import { get } from './support/api.ts';

test('the API describes itself', async () => {
  const { status, body } = await get('/openapi.json');
  expect([status, body]).toEqual([200, document]);
});
