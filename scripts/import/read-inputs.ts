import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { ReadOptions } from '../../sales-files/conventions.ts';
import { readSalesFile } from '../../sales-files/read-sales.ts';
import { SalesFileError } from '../../sales-files/sales-file-error.ts';
import { UsageError } from '../terminal/usage-error.ts';
import type { NamedFile } from './plan.ts';

const TABLES = /\.(csv|tsv|txt|xlsx)(\.gz)?$/i;

/** Asks somebody; undefined if they do not answer. */
export type Ask = (question: string) => Promise<string | undefined>;

/**
 * Reads the sales of files, of the tables in folders, and of standard input.
 * @param ask is asked what nothing in a file tells; its answers hold for the files after it as well. Default: nobody is asked.
 * @throws UsageError for what is not there; SalesFileError that names the file.
 */
export async function readInputs(
  inputs: readonly string[],
  options: ReadOptions,
  ask: Ask = async () => undefined,
): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  let known = options;
  for (const name of inputs.flatMap(filesIn)) {
    const given = name === '-' ? await buffer(process.stdin) : readFileSync(name);
    const bytes = isGzip(given) ? gunzipSync(given) : given;
    for (let sales: NamedFile['sales'] | undefined; sales === undefined; ) {
      try {
        sales = await readSalesFile(bytes, known);
        files.push({ name, sales });
      } catch (error) {
        if (!(error instanceof SalesFileError)) throw error;
        const answered = await answerTo(error, ask);
        if (answered === undefined)
          throw new SalesFileError(`${name === '-' ? 'standard input' : name}: ${error.message}`);
        known = { ...known, ...answered };
      }
    }
  }
  return files;
}

/** The option that makes a file readable, if somebody says it. */
async function answerTo({ asks }: SalesFileError, ask: Ask): Promise<ReadOptions | undefined> {
  if (asks === undefined) return undefined;
  const value = asks.valueOf((await ask(`${asks.question} `))?.trim() ?? '');
  return value === undefined ? undefined : ({ [asks.option]: value } as ReadOptions);
}

function filesIn(input: string): string[] {
  if (input === '-') return [input];
  if (!existsSync(input)) throw new UsageError(`There is no file ${input}.`);
  if (!statSync(input).isDirectory()) return [input];
  const tables = readdirSync(input)
    .filter((name) => TABLES.test(name))
    .toSorted();
  if (tables.length === 0) throw new UsageError(`There are no .csv, .tsv, .txt or .xlsx files in ${input}.`);
  return tables.map((name) => join(input, name));
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
