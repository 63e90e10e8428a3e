import { expect, test } from 'vitest';
import { reported } from '../row.ts';
import { writeRows } from './writes.ts';

/** One unit above the mark is the row of the list of the newest; two of a product are its SKU's. */
const MOST = [
  ['writes: customer added, with replicas', 20],
  ['writes: product added, with replicas', 26],
] as const;

test('customers and products are added for few write units', async () => {
  const rows = new Map((await writeRows()).map(reported).map((row) => [row.name, row]));
  for (const [name, most] of MOST) expect(rows.get(name)?.value).toBeLessThanOrEqual(most);
}, 180_000);
