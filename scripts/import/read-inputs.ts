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

/**
 * Reads the sales of files, of the tables in folders, and of standard input.
 * @throws UsageError for what is not there; SalesFileError that names the file.
 */
export async function readInputs(inputs: readonly string[], options: ReadOptions): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const name of inputs.flatMap(filesIn)) {
    const bytes = name === '-' ? await buffer(process.stdin) : readFileSync(name);
    try {
      files.push({ name, sales: await readSalesFile(isGzip(bytes) ? gunzipSync(bytes) : bytes, options) });
    } catch (error) {
      if (!(error instanceof SalesFileError)) throw error;
      throw new SalesFileError(`${name === '-' ? 'standard input' : name}: ${error.message}`);
    }
  }
  return files;
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
