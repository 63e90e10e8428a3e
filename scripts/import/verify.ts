import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { SalesFileError } from '../../sales-files/sales-file-error.ts';
import { Sums } from '../../sales-import/money-text.ts';
import type { NamedFile, RejectedLine } from '../../sales-import/plan.ts';
import { failureText } from '../api/failure-text.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { ask } from '../terminal/ask.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { Answers } from './answers.ts';
import { mayAsk, readArguments } from './arguments.ts';
import { counted } from './plan-text.ts';
import { readInputs } from './read-inputs.ts';
import { answersFile, rejectedFile } from './state-folder.ts';
import { readActual } from './verify-actual.ts';
import { type Comparison, compare } from './verify-compare.ts';
import { type Expected, expectedFrom } from './verify-expected.ts';

const USAGE = `Usage: npm run import:verify -- FILE... [the options of npm run import]

Compares the system with imported files. Give the same options as for the import; what you answered then is remembered.
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
    const isTold = error instanceof UsageError || error instanceof SalesFileError;
    const message = isTold ? error.message : failureText(error);
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
  const answers = new Answers(answersFile(options.state));
  const files = await readInputs(options.inputs, options, mayAsk(options) ? ask : undefined, answers);
  const expected = expectedFrom(files, rejectedLines(options.state, files), options.stock);
  if (comparedPairs(expected).length === 0) {
    process.stderr.write(
      expected.elsewhere.size === 0
        ? 'There is nothing to compare: no line was read as a sale.\n'
        : 'There is nothing to compare: returns are of purchases that are not in these files. Give the files with those as well.\n',
    );
    return 1;
  }
  const api = signedInClient({ baseUrl: options.baseUrl });
  const deadline = performance.now() + DEADLINE_MS;
  let found: Comparison;
  for (;;) {
    found = compare(expected, await readActual(api, expected));
    if (found.differences.length === 0 || performance.now() > deadline) break;
    await pause(INTERVAL_MS);
  }
  process.stdout.write(`${report(found, expected)}\n`);
  return found.differences.length === 0 ? 0 : 1;
}

/** The lines that the import rejected, as it wrote them down. */
function rejectedLines(
  folder: string,
  files: readonly NamedFile[],
): Pick<RejectedLine, 'file' | 'number' | 'reason'>[] {
  return files.flatMap(({ name }) => {
    const path = rejectedFile(folder, name);
    if (!existsSync(path)) return [];
    return parse<Record<string, string>>(readFileSync(path), { columns: true }).map(({ Line, Reason }) => ({
      file: name,
      number: Number(Line),
      reason: Reason ?? '',
    }));
  });
}

function comparedPairs({ units, elsewhere }: Expected): string[] {
  return [...units.keys()].filter((pair) => !elsewhere.has(pair));
}

function report(found: Comparison, expected: Expected): string {
  const { differences } = found;
  if (differences.length === 0)
    return [...agreement(found, expected), ...notCompared(found, expected)].join('\n');
  const more = differences.length > SHOWN ? [`... and ${differences.length - SHOWN} more`] : [];
  return [
    `✗ ${differences.length} differences`,
    ...differences.slice(0, SHOWN),
    ...more,
    ...notCompared(found, expected),
  ].join('\n');
}

function agreement({ otherReturns }: Comparison, expected: Expected): string[] {
  const pairs = comparedPairs(expected);
  const all = pairs.flatMap((pair) => (otherReturns.has(pair) ? [] : (expected.sales.get(pair) ?? [])));
  const money = new Sums();
  for (const { quantity, unitPrice } of all) money.add(unitPrice.currency, quantity * unitPrice.amount);
  const days = new Set(all.flatMap(({ day }) => day ?? []));
  return [
    `✓ ${counted(pairs.length, 'pair')} of customer and product: Customer, Catalog and Purchases have the same units as the files`,
    `✓ ${money}${days.size === 0 ? '' : ` on ${counted(days.size, 'day')}`}: ${counted(all.length, 'purchase')} with the prices and days of the files`,
    `✓ ${counted(expected.products.size, 'product')}: stock + completed purchases = initial stock`,
  ];
}

function notCompared({ otherReturns }: Comparison, { elsewhere }: Expected): string[] {
  return [
    ...(elsewhere.size > 0
      ? [
          `? ${counted(elsewhere.size, 'pair')} not compared: with returns of purchases that are not in these files. Give the files with those as well.`,
        ]
      : []),
    ...(otherReturns.size > 0
      ? [
          `? ${counted(otherReturns.size, 'pair')} with as many units, but of other purchases: the files were not imported together, so returns took back others.`,
        ]
      : []),
  ];
}
