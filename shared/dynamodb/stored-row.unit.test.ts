import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { logLines } from '../testing/log-lines.ts';

const schema = z.object({ name: z.string() });
const place = { table: 'customers', key: 'c1' };

/** The parsed log lines, including metrics. */
let lines: Record<string, unknown>[];

beforeEach(() => {
  lines = logLines();
});
afterEach(() => {
  vi.resetModules();
});

const counted = () => lines.filter((line) => 'UnreadableRows' in line);

test('a row that matches its schema is not counted', async () => {
  const { readRow } = await import('./stored-row.ts');
  expect(readRow(schema, { name: 'Ada' }, place)).toEqual({ name: 'Ada' });
  expect(lines).toEqual([]);
});

test('each unreadable row is logged once, and counted by service, without its values', async () => {
  const { readRow, readableRow } = await import('./stored-row.ts');
  expect(() => readRow(schema, { name: ['Lovelace'] }, place)).toThrow('customers c1 (name: invalid_type)');
  expect(readableRow(schema, {}, { ...place, key: 'c2' })).toEqual([]);
  expect(counted()).toEqual([
    expect.objectContaining({ UnreadableRows: 1, service: 'a-service' }),
    expect.objectContaining({ UnreadableRows: 1, service: 'a-service' }),
  ]);
  const logged = lines.filter(({ message }) => message === 'unreadable row');
  expect(logged.map(({ table, key, fields }) => ({ table, key, fields }))).toEqual([
    { table: 'customers', key: 'c1', fields: ['name: invalid_type'] },
    { table: 'customers', key: 'c2', fields: ['name: invalid_type'] },
  ]);
  expect(JSON.stringify(lines)).not.toContain('Lovelace');
});
