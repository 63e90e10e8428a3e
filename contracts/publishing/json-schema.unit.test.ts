import { expect, test } from 'vitest';
import * as z from 'zod';
import { jsonSchemaOf } from './json-schema.ts';

const day = z.iso.date().meta({ pattern: '^20' });

test('a field has the pattern that its schema states, also if it is optional or may be null', () => {
  const stated = { type: 'string', format: 'date', pattern: '^20' };
  const { properties } = jsonSchemaOf(
    z.object({ day, optional: day.optional(), nullable: day.nullable().optional() }),
  );
  expect(properties).toEqual({
    day: stated,
    optional: stated,
    nullable: { anyOf: [stated, { type: 'null' }] },
  });
});

test('a field has no pattern that zod derives from its format', () => {
  const { properties } = jsonSchemaOf(z.object({ day: z.iso.date(), optional: z.iso.date().optional() }));
  const derived = { type: 'string', format: 'date' };
  expect(properties).toEqual({ day: derived, optional: derived });
});
