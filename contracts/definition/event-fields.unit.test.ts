import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { allEvents } from '../all.ts';
import type { JsonSchema } from '../publishing/json-schema.ts';
import { fileOfEvent, publishedEvent } from '../publishing/published-event.ts';
import {
  actorField,
  MAX_VERSION,
  quantityField,
  timeField,
  totalField,
  versionField,
} from './event-fields.ts';

describe('a field of an event', () => {
  test.each<[string, z.ZodType, readonly unknown[], readonly unknown[]]>([
    ['version', versionField, [1, MAX_VERSION], [0, 1.5, MAX_VERSION + 1, 2 ** 53 - 1, '1']],
    ['quantity', quantityField, [1, 1_000_000], [0, 1_000_001, Number.POSITIVE_INFINITY]],
    [
      'time',
      timeField,
      ['1970-01-01T00:00:00.000Z', '2026-03-14T15:09:26.535Z', '2099-12-31T23:59:59.999Z'],
      [
        '1969-12-31T23:59:59.999Z',
        '2100-01-01T00:00:00.000Z',
        '9999-12-31T23:59:59.999Z',
        // Times are compared as text.
        '2026-03-14T15:09:26Z',
        '2026-03-14T15:09:26.5354Z',
        '2026-03-14T16:09:26.535+01:00',
        '2026-02-30T00:00:00.000Z',
      ],
    ],
    [
      'actor',
      actorField,
      [
        { id: 'x', role: 'viewer' },
        { id: 'x'.repeat(128), role: 'editor' },
      ],
      [
        { id: '', role: 'viewer' },
        { id: 'x'.repeat(129), role: 'editor' },
        { id: 'x' },
        { id: 'x', role: 'x' },
      ],
    ],
    [
      'total',
      totalField,
      [{ amount: 10 ** 15, currency: 'EUR' }],
      [
        { amount: 10 ** 15 + 1, currency: 'EUR' },
        { amount: -1, currency: 'EUR' },
      ],
    ],
  ])('%s is accepted within its bounds only', (_, field, within, beyond) => {
    for (const value of within) expect([value, field.safeParse(value).success]).toEqual([value, true]);
    for (const value of beyond) expect([value, field.safeParse(value).success]).toEqual([value, false]);
  });
});

/** The paths of numbers, strings and lists without bounds. */
function unbounded(schema: JsonSchema, path: string): string[] {
  const {
    type,
    properties = {},
    items,
  } = schema as JsonSchema & {
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
  };
  const bounds = type === 'string' ? ['maxLength', 'format', 'enum', 'const'] : ['maximum', 'enum', 'const'];
  // zod adds the bounds of safe integers to every integer.
  const bounded = bounds.some((keyword) => schema[keyword] !== undefined && schema[keyword] !== 2 ** 53 - 1);
  const isLeaf = type !== 'object' && type !== 'array';
  return [
    ...(isLeaf && !bounded ? [path] : []),
    ...(type === 'array' && schema['maxItems'] === undefined ? [path] : []),
    ...Object.entries(properties).flatMap(([name, field]) => unbounded(field, `${path}.${name}`)),
    ...(items === undefined ? [] : unbounded(items, `${path}[]`)),
  ];
}

test.each(allEvents.map((contract) => [fileOfEvent(contract), contract] as const))(
  'every number, string and list of %s has bounds',
  (_, contract) => {
    expect(unbounded(publishedEvent(contract).detail, 'detail')).toEqual([]);
  },
);
