import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import * as limits from './limits.ts';
import { excerptSchema, pageSchema } from './shapes.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
const grouped = (number: number): string => number.toLocaleString('en-US');

test('docs/api.md has each limit', () => {
  const rows = read('docs/api.md')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const limitOf = (what: string) => rows.find((row) => row.startsWith(`| ${what} |`));
  for (const [what, number] of [
    ['body', limits.MAX_BODY_BYTES],
    ['URL, after the host', limits.MAX_URL_BYTES],
    ['request line and the values of all headers', limits.MAX_HEAD_BYTES],
    ['`limit` of a page', limits.MAX_LIMIT],
    ['`limit` of a page', limits.DEFAULT_LIMIT],
    ['`cursor`', limits.MAX_CURSOR],
    ['`ids`', limits.MAX_IDS],
    ['`name` in a search', limits.MAX_WORDS],
    ['items that `include` adds to each entity', limits.MAX_INCLUDED],
    ['top customers, top products', limits.MAX_RANKED],
    ['`Idempotency-Key`', limits.MAX_IDEMPOTENCY_KEY],
    ['`X-Correlation-Id`', limits.MAX_CORRELATION_ID],
  ] as const) {
    expect(limitOf(what), what).toMatch(new RegExp(`\\b${grouped(number)}\\b`));
  }
});

test('the longest list of ids, escaped, fits into a URL', () => {
  const id = '019b0000-0000-7000-8000-000000000001';
  const ids = encodeURIComponent(Array(limits.MAX_IDS).fill(id).join());
  expect(`/api/customers?include=products&ids=${ids}`.length).toBeLessThan(limits.MAX_URL_BYTES);
});

test('OpenAPI has the limits of lists and headers', () => {
  const { paths, components, info } = JSON.parse(read('docs/openapi.json'));
  const { parameters, responses } = paths['/customers'].get;
  const schemaOf = (name: string) =>
    parameters.find((parameter: { name?: string }) => parameter.name === name).schema;
  expect(schemaOf('limit')).toMatchObject({ minimum: 1, maximum: limits.MAX_LIMIT });
  expect(schemaOf('cursor')).toMatchObject({ maxLength: limits.MAX_CURSOR });
  expect(schemaOf('ids')).toMatchObject({ maxItems: limits.MAX_IDS });
  expect(schemaOf('name')).toMatchObject({ maxLength: limits.MAX_WORDS });
  expect(components.parameters.IdempotencyKey.schema.maxLength).toBe(limits.MAX_IDEMPOTENCY_KEY);
  expect(components.parameters.CorrelationId.description).toContain(`1 to ${limits.MAX_CORRELATION_ID} `);
  expect(responses['200'].content['application/json'].schema.properties.items.maxItems).toBe(
    limits.MAX_LIMIT,
  );
  expect(responses['414'].description).toContain(`${limits.MAX_URL_BYTES} bytes`);
  expect(responses['431'].description).toContain(`${limits.MAX_HEAD_BYTES} bytes`);
  expect(info.description).toContain(`at most ${limits.MAX_BODY_BYTES} bytes`);
});

test('an answer has no more items than its limit', () => {
  const numbers = (length: number) => ({ items: Array(length).fill(1) });
  const page = pageSchema(z.int());
  expect(page.safeParse(numbers(limits.MAX_LIMIT)).success).toBe(true);
  expect(page.safeParse(numbers(limits.MAX_LIMIT + 1)).success).toBe(false);
  const excerpt = excerptSchema(z.int());
  expect(excerpt.safeParse({ ...numbers(limits.MAX_INCLUDED), hasMore: true }).success).toBe(true);
  expect(excerpt.safeParse({ ...numbers(limits.MAX_INCLUDED + 1), hasMore: true }).success).toBe(false);
});
