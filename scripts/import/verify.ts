import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { failureText } from '../api/failure-text.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';
import { filesOf } from './files.ts';
import { emailOf } from './plan-entities.ts';
import { readActual } from './verify-actual.ts';
import { differences } from './verify-compare.ts';
import { expectedFrom, rowsOf } from './verify-expected.ts';

const USAGE = `Usage: npm run import:verify -- FILE.csv [--base-url URL] [--mapping PAIRS] [--stock N] [--out-dir DIR]

Compares the system with an imported file. Give the same options as for the import.
`;
/** The lists may not include the last purchases yet. */
const DEADLINE_MS = 20_000;
const INTERVAL_MS = 1_000;
const SHOWN = 20;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    return await verify(args);
  } catch (error) {
    const message = error instanceof UsageError ? error.message : failureText(error);
    if (message === undefined) throw error;
    process.stderr.write(`${message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function verify(args: readonly string[]): Promise<number> {
  const options = readArguments(args);
  if (options === undefined) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { file, columns, stock } = options;
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const { rejected } = filesOf(file, options.outDir);
  const rows = rowsOf(file);
  const expected = expectedFrom(rows, existsSync(rejected) ? rowsOf(rejected) : [], columns, stock);
  const ids = new Set(rows.map((row) => row[columns.customerId]?.trim() ?? ''));
  const emails = new Map([...ids].map((id) => [emailOf(id), id]));
  const api = signedInClient({ baseUrl: options.baseUrl });
  const deadline = performance.now() + DEADLINE_MS;
  let found: string[];
  for (;;) {
    found = differences(expected, await readActual(api, emails, expected.initialStock));
    if (found.length === 0 || performance.now() > deadline) break;
    await pause(INTERVAL_MS);
  }
  process.stdout.write(`${report(found, expected.units.size, expected.initialStock.size)}\n`);
  return found.length === 0 ? 0 : 1;
}

function report(found: readonly string[], pairs: number, products: number): string {
  if (found.length === 0) {
    return [
      `✓ ${pairs} pairs of customer and product: Customer, Catalog and Purchases have the same units as the file`,
      `✓ ${products} products: stock + completed purchases = initial stock`,
    ].join('\n');
  }
  const more = found.length > SHOWN ? [`... and ${found.length - SHOWN} more`] : [];
  return [`✗ ${found.length} differences`, ...found.slice(0, SHOWN), ...more].join('\n');
}
