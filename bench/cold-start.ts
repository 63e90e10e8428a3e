import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleFolder, bundleHandlers } from '../infra/bundling/bundle-handlers.ts';
import { type Benchmark, median, type Row } from './row.ts';

const ROUNDS = 7;
const run = promisify(execFile);

/** How long bundles take to load in a new process, without an invocation. */
export const coldStart: Benchmark = {
  title: 'Time to load each handler in a new process, relative to an empty handler',
  run: loadAll,
};

async function loadAll(): Promise<Row[]> {
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
    return bundles.flatMap((bundle) => {
      const handler = bundle.split('/').slice(-3, -1).join('/');
      return [
        { name: `load: ${handler}`, value: median(times.get(bundle) ?? []) / base, unit: 'x empty handler' },
        { name: `bundle: ${handler}`, value: statSync(bundle).size / 1024, unit: 'KB' },
      ];
    });
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
