import { expect, test } from 'vitest';
import * as z from 'zod';
import { mergePatchOf } from './merge-patch.ts';

const patch = z.strictObject(
  mergePatchOf({ name: z.string().min(1), country: z.string().min(2).optional() }),
);
const accepts = (body: object) => patch.safeParse(body).success;

test('a merge patch may omit any field and remove optional ones', () => {
  expect([
    accepts({}),
    accepts({ name: 'a' }),
    accepts({ country: 'Peru' }),
    accepts({ country: null }),
  ]).toEqual(Array(4).fill(true));
});

test('a merge patch cannot remove a required field, or set a field to an invalid value', () => {
  expect([
    accepts({ name: null }),
    accepts({ name: '' }),
    accepts({ country: 'P' }),
    accepts({ age: 1 }),
  ]).toEqual(Array(4).fill(false));
});
