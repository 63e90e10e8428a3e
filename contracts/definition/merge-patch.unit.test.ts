import { expect, test } from 'vitest';
import * as z from 'zod';
import { mergePatchOf } from './merge-patch.ts';

const patch = z.strictObject(
  mergePatchOf({ name: z.string().min(1), country: z.string().min(2).optional() }),
);
const takes = (body: object) => patch.safeParse(body).success;

test('a merge patch may leave out every field, and remove the optional ones', () => {
  expect([takes({}), takes({ name: 'a' }), takes({ country: 'Peru' }), takes({ country: null })]).toEqual(
    Array(4).fill(true),
  );
});

test('a merge patch removes no required field, and takes no value that the field does not', () => {
  expect([takes({ name: null }), takes({ name: '' }), takes({ country: 'P' }), takes({ age: 1 })]).toEqual(
    Array(4).fill(false),
  );
});
