import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { coldStart } from './cold-start/cold-start.ts';
import { embedded } from './embedded/embedded.ts';
import { importing } from './import/import.ts';
import { purchases } from './purchases/purchases.ts';
import { type Benchmark, type ReportedRow, reported } from './row.ts';
import { search } from './search/search.ts';
import { startPage } from './start-page.ts';
import { typing } from './typing.ts';

/** In the order in which they run. */
const benchmarks: Readonly<Record<string, Benchmark>> = {
  search,
  embedded,
  import: importing,
  purchases,
  'cold-start': coldStart,
  'start-page': startPage,
  typing,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const unknown = positionals.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `Unknown benchmark: ${unknown.join(', ')}. Available: ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exit(2);
}

const rows: ReportedRow[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benchmarks)) {
  const benchmark = benchmarks[name] as Benchmark;
  console.log(`\n${benchmark.title} (${name})`);
  const measured = await benchmark.run((done) => console.log(`  ${done}`));
  rows.push(...measured.map(reported));
  printTable(measured.map(reported));
}
// Written after each complete run only: a file with half of the rows would look like a better result.
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`);
const missed = rows.filter(({ ok }) => !ok);
console.log(
  `\n${rows.length} values, ${missed.length === 0 ? 'every mark is met' : `${missed.length} miss their mark`}`,
);

function printTable(table: readonly ReportedRow[]): void {
  const widest = Math.max(...table.map(({ name }) => name.length));
  for (const { name, value, unit, mark, ok } of table) {
    const kept = mark === null ? '' : `  ${ok ? '✓' : '✗'} mark ${mark}`;
    console.log(`  ${name.padEnd(widest)}  ${String(value).padStart(8)} ${unit}${kept}`);
  }
}
