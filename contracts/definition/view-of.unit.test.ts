import { expect, test } from 'vitest';
import * as z from 'zod';
import { viewOf } from './view-of.ts';

const view = viewOf(
  z.strictObject({
    id: z.string(),
    note: z.string().optional(),
    price: z.strictObject({ amount: z.int(), currency: z.string() }),
    tags: z.array(z.string()),
  }),
);

test('a view has exactly the fields of its schema, in order', () => {
  const stored = {
    shard: '3',
    tags: ['b', 'a'],
    price: { currency: 'EUR', hidden: 1, amount: 5 },
    note: undefined,
    id: '1',
  };
  expect(Object.keys(view(stored))).not.toContain('note');
  expect(JSON.stringify(view(stored))).toBe(
    '{"id":"1","price":{"amount":5,"currency":"EUR"},"tags":["b","a"]}',
  );
});
