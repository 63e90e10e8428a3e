import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { loadSystem } from '../../local/template/load-system.ts';

/** In kilobytes. Every one of a bundle's bytes is read and scanned in each cold start. The mark of the median is 384. */
const BUDGET = { largest: 428, median: 380 };

test('the bundles of the functions stay within their budget', () => {
  const sizes = loadSystem(inject('assemblyDir'))
    .functions.map(({ codePath, name }) => ({
      name,
      kilobytes: statSync(join(codePath, 'index.mjs')).size / 1024,
    }))
    .toSorted((a, b) => a.kilobytes - b.kilobytes);
  expect(sizes.filter(({ kilobytes }) => kilobytes > BUDGET.largest)).toEqual([]);
  expect(sizes[sizes.length >> 1]?.kilobytes).toBeLessThanOrEqual(BUDGET.median);
});
