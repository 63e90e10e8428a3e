import { expect, test } from 'vitest';
import { get } from './support/api.ts';

test('a correlation id is returned, or generated if there is none', async () => {
  const given = await get('/customers?limit=1', { 'x-correlation-id': 'call-42' });
  expect(given.headers.get('x-correlation-id')).toBe('call-42');
  const generated = await get('/customers?limit=1');
  expect(generated.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
});
