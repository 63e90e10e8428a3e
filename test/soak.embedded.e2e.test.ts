import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { soak } from '../scripts/soak/soak.ts';

test('a short soak keeps all promises', async () => {
  const data = mkdtempSync(join(tmpdir(), 'soak-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const { signal } = new AbortController();
  const { violations, tally, purchases } = await soak({
    assemblyDir: inject('assemblyDir'),
    ...{ data, port: 0, minutes: 0.2, seed: 2026, signal, say: () => {} },
    logFile: join(import.meta.dirname, '../.local/e2e-soak.log'),
  });
  expect(violations).toEqual([]);
  expect(tally.kills).toBe(2);
  expect(tally.workerEnds).toBeGreaterThan(0);
  expect(purchases).toBeGreaterThan(0);
});
