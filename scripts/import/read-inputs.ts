import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { ReadOptions } from '../../sales-files/conventions.ts';
import { readSalesFile } from '../../sales-files/read-sales.ts';
import { SalesFileError } from '../../sales-files/sales-file-error.ts';
import type { NamedFile } from '../../sales-import/plan.ts';
import { UsageError } from '../terminal/usage-error.ts';
import type { Answered, Answers } from './answers.ts';

const TABLES = /\.(csv|tsv|txt|xlsx)(\.gz)?$/i;

/** Asks somebody; undefined if they do not answer. */
export type Ask = (question: string) => Promise<string | undefined>;

/**
 * Reads the sales of files, of the tables in folders, and of standard input.
 * @param options go before what was answered.
 * @param ask is asked what nothing in a file tells; its answers hold for the files after it as well. Default: nobody is asked.
 * @param answers has what was answered before, and takes what is answered now.
 * @throws UsageError for what is not there; SalesFileError that names the file.
 */
export async function readInputs(
  inputs: readonly string[],
  options: ReadOptions,
  ask: Ask = async () => undefined,
  answers?: Answers,
): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  let answered: Answered = {};
  for (const name of inputs.flatMap(filesIn)) {
    const given = name === '-' ? await buffer(process.stdin) : readFileSync(name);
    const bytes = isGzip(given) ? gunzipSync(given) : given;
    const before = answers?.about(bytes) ?? {};
    answered = { ...answered, ...before };
    for (let sales: NamedFile['sales'] | undefined; sales === undefined; ) {
      const used = unlessGiven(answered, options);
      try {
        sales = await readSalesFile(bytes, { ...options, ...used });
        files.push({ name, sales: withNote(sales, before, options) });
        answers?.add(bytes, used);
      } catch (error) {
        if (!(error instanceof SalesFileError)) throw error;
        const answer = await answerTo(error, ask);
        if (answer === undefined)
          throw new SalesFileError(`${name === '-' ? 'standard input' : name}: ${error.message}`);
        answered = { ...answered, ...answer };
      }
    }
  }
  return files;
}

/** What was answered, or else is given instead. */
const unlessGiven = (answered: Answered, options: ReadOptions): Answered & ReadOptions =>
  Object.fromEntries(entriesOf(answered).map(([option, answer]) => [option, options[option] ?? answer]));

const entriesOf = (answered: Answered) => Object.entries(answered) as [keyof Answered, string][];

/** Says what an earlier answer decides, so that it can be corrected. */
function withNote(sales: NamedFile['sales'], before: Answered, options: ReadOptions): NamedFile['sales'] {
  const decisive = entriesOf(before).filter(([option]) => options[option] === undefined);
  if (decisive.length === 0) return sales;
  const said = decisive.map(([option, answer]) => `--${option} ${answer}`).join(' ');
  const { understood } = sales;
  return {
    ...sales,
    understood: { ...understood, notes: [...understood.notes, `Read with ${said}, as you answered before`] },
  };
}

/** What makes a file readable, if somebody says it. */
async function answerTo({ asks }: SalesFileError, ask: Ask): Promise<Answered | undefined> {
  if (asks === undefined) return undefined;
  const value = asks.valueOf((await ask(`${asks.question} `))?.trim() ?? '');
  return value === undefined ? undefined : { [asks.option]: value };
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
