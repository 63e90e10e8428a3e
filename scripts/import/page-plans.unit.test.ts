import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReadOptions } from '../../sales-files/conventions.ts';
import { SalesFileError } from '../../sales-files/sales-file-error.ts';
import { type Plan, planImport } from '../../sales-import/plan.ts';
import type { NewStock } from '../../sales-import/plan-entities.ts';
import { readAndPlan } from '../../sales-import/read-and-plan.ts';
import { sampleFiles } from '../../sales-import/testing/sample-files.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plans-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command makes of a file, or says of it. */
async function planOfCommand(path: string, options: ReadOptions, stock: NewStock): Promise<Plan | string> {
  try {
    return planImport(await readInputs([path], options), stock);
  } catch (error) {
    if (error instanceof SalesFileError) return error.message;
    throw error;
  }
}

/** What the page makes of it. */
async function planOfPage(path: string, content: Uint8Array, options: ReadOptions, stock: NewStock) {
  const blob = new Blob([Uint8Array.from(content)]);
  const read = await readAndPlan({ name: path, content: blob, options, stock });
  // As a thread hands it to another.
  const received = structuredClone(read);
  return 'plan' in received ? received.plan : `${path}: ${received.message}`;
}

const named: readonly (readonly [string, ReadOptions, NewStock])[] = Object.keys(sampleFiles).flatMap(
  (name) => [
    [name, {}, undefined],
    [
      name,
      { currency: 'CHF', dates: 'month-first', decimal: ',', timeZone: 'Asia/Tokyo', walkIn: 'Till' },
      7,
    ],
    [
      name,
      { mapping: { customerId: '' }, encoding: 'windows-1252', cancelledPrefix: 'R', counts: ['paid'] },
      'keep',
    ],
  ],
);

test.each(named)('the page plans %s as the command does, with %j and %j', async (name, options, stock) => {
  const content = sampleFiles[name] as Uint8Array;
  const path = join(folder, name);
  writeFileSync(path, content);
  const plan = await planOfCommand(path, options, stock);
  expect(await planOfPage(path, content, options, stock)).toEqual(plan);
});

test('most of the sample files are readable', async () => {
  const plans = await Promise.all(
    Object.entries(sampleFiles).map(([name, content]) => planOfPage(name, content, {}, undefined)),
  );
  expect(plans.filter((plan) => typeof plan === 'string')).toHaveLength(6);
});
