import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleFolder, bundleHandlers } from '../infra/bundling/bundle-handlers.ts';

const ROUNDS = 7;
const run = promisify(execFile);

/** How long one handler's bundle takes to load in a new process. */
export interface ColdStartResult {
  readonly handler: string;
  readonly KB: number;
  /** The median time, divided by that of an empty handler in the same run. */
  readonly 'ratio to empty': number;
}

/** Measures how long bundles take to load: process start and import, without an invocation. */
export async function coldStart(): Promise<ColdStartResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const empty = join(folder, 'index.mjs');
  writeFileSync(empty, 'export const handler = async () => {};');
  try {
    bundleHandlers(folder);
    const bundles = globSync(bundleFolder(folder, '*/*/index.mjs')).sort();
    const times = new Map<string, number[]>([empty, ...bundles].map((bundle) => [bundle, []]));
    // Round by round, so that noise affects all bundles alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [bundle, measured] of times) measured.push(await timeToLoad(bundle));
    }
    const base = median(times.get(empty) ?? []);
    return bundles.map((bundle) => ({
      handler: bundle.split('/').slice(-3, -1).join('/'),
      KB: Math.round(statSync(bundle).size / 1024),
      'ratio to empty': Math.round((median(times.get(bundle) ?? []) / base) * 10) / 10,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timeToLoad(bundle: string): Promise<number> {
  const started = performance.now();
  await run(process.execPath, [bundle], { env: { ...process.env, ...placeholders } });
  return performance.now() - started;
}

const tables = ['CUSTOMERS', 'CUSTOMER_SEARCH', 'CUSTOMER_PRODUCT', 'CUSTOMER_REPLICA', 'COUNTED_PURCHASES']
  .concat(['PRODUCTS', 'PRODUCT_SEARCH', 'PRODUCT_CUSTOMER', 'PRODUCT_REPLICA', 'RESERVATIONS'])
  .concat(['PURCHASES', 'PURCHASE_HISTORY', 'IDEMPOTENCY', 'COUNTERS']);

/** What handlers read from their environment. Nothing is called, so any value will do. */
const placeholders = {
  AWS_REGION: 'us-east-1',
  ROUTES: '{}',
  EVENT_BUS_NAME: 'bus',
  ...Object.fromEntries(tables.map((table) => [`${table}_TABLE`, table])),
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
