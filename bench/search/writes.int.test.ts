import { expect, test } from 'vitest';
import { reported } from '../row.ts';
import { writeRows } from './writes.ts';

test('customers and products are added for no more write units than their marks', async () => {
  const rows = (await writeRows()).map(reported);
  expect(rows.filter(({ mark }) => mark !== null)).toHaveLength(2);
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
}, 180_000);
