import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { journalFile } from '../scripts/import/state-folder.ts';
import { everyPage, type Json } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { aWord } from './support/shop.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** Writes a sales file like a spreadsheet does: with byte order mark and CRLF. `run` makes its ids unique. */
function writeSales(run: string, lines: readonly string[]): string {
  const file = join(folder, `${run}.csv`);
  writeFileSync(file, `\ufeff${[header, ...lines].join('\r\n')}\r\n`);
  return file;
}

function startScript(name: 'main' | 'verify', args: readonly string[]): ChildProcess {
  const script = join(import.meta.dirname, `../scripts/import/${name}.ts`);
  return spawn(process.execPath, [script, '--base-url', inject('baseUrl'), '--state', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a script until it exits. */
async function runScript(name: 'main' | 'verify', ...args: string[]) {
  const child = startScript(name, args);
  if (child.stdout === null || child.stderr === null) throw new Error('Both outputs are piped.');
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, output: `${stdout}${stderr}`.replace(/ {2,}/g, '  ') };
}

async function purchasesOf(customerName: string): Promise<Json[]> {
  const [customer] = await everyPage(`/customers?name=${customerName}`);
  return customer === undefined ? [] : everyPage(`/purchases?customerId=${customer.customerId}`);
}

describe('the import of a sales file', () => {
  test('makes its purchases, reports rejected lines, and changes nothing the second time', async () => {
    const run = aWord();
    const file = writeSales(run, [
      `1,${run}A,"HOOK, 1 ""MAGIC"" HANGER",6,12-01-2010 08:26,2.55,${run},United Kingdom`,
      `1,${run}A,"HOOK, 1 ""MAGIC"" HANGER",6,12-01-2010 08:26,2.55,${run},United Kingdom`,
      `1,${run}B,LANTERN,2,12-01-2010 08:26,3.39,${run},United Kingdom`,
      `C2,${run}B,LANTERN,-2,12-01-2010 09:26,3.39,${run},United Kingdom`,
      `C3,${run}A,HOOK,-1,12-01-2010 09:26,2.55,${run},United Kingdom`,
      `C4,${run}A,HOOK,-12,12-01-2010 09:26,2.55,${run},United Kingdom`,
      `4,${run}A,HOOK,1,12-01-2010 09:27,0,${run},United Kingdom`,
      `5,${run}A,HOOK,1,12-01-2010 09:28,2.55,,United Kingdom`,
      `6,${run}A`,
    ]);
    const first = await runScript('main', file);
    expect(first).toMatchObject({ code: 0 });
    for (const line of [
      /^imported {2}5$/m,
      /^rejected {2}4 /m,
      /^ {2}return of more than was bought {2}1$/m,
      /^ {2}price 0 {2}1$/m,
      /^ {2}no customer {2}1$/m,
      /^ {2}2 columns instead of 8 {2}1$/m,
    ]) {
      expect(first.output).toMatch(line);
    }
    expect(readFileSync(file.replace('.csv', '.rejected.csv'), 'utf8').split('\n')).toEqual([
      `${header},Line,Reason`,
      expect.stringMatching(/,7,return of more than was bought$/),
      expect.stringMatching(/,8,price 0$/),
      expect.stringMatching(/,9,no customer$/),
      expect.stringMatching(/,10,2 columns instead of 8$/),
      '',
    ]);
    const made = await purchasesOf(run);
    expect(made.map((each) => `${each.quantity} ${each.status}, ${each.returned} returned`).sort()).toEqual([
      '2 cancelled, 2 returned',
      '6 completed, 0 returned',
      '6 completed, 1 returned',
    ]);
    expect(await runScript('verify', file)).toMatchObject({ code: 0 });

    const second = await runScript('main', file);
    expect(second.output).toMatch(/^imported {2}5 \(0 in this run, 5 made before by .*\)$/m);
    expect(await purchasesOf(run)).toEqual(made);
  });

  test('takes back what an earlier file sold, and says what its own file cannot tell', async () => {
    const run = aWord();
    const january = writeSales(`${run}-january`, [
      `1,${run}A,HOOK,2,01-03-2011 08:26,2.00,${run},Spain`,
      `2,${run}A,HOOK,4,01-05-2011 08:26,3.00,${run},Spain`,
    ]);
    const february = writeSales(`${run}-february`, [
      `3,${run}B,LANTERN,1,02-01-2011 08:26,4.00,${run},Spain`,
      `C4,${run}A,HOOK,-5,02-02-2011 08:26,3.00,${run},Spain`,
      `C5,${run}A,HOOK,-2,02-03-2011 08:26,3.00,${run},Spain`,
    ]);
    await runScript('main', january);
    for (const _ of ['first run', 'second run']) {
      const { output } = await runScript('main', february);
      expect(output).toMatch(/^2 returns of purchases that are not in this file: looked for in the system$/m);
      expect(output).toMatch(/^ {2}return of more than was bought {2}1$/m);
      const made = await purchasesOf(run);
      expect(made.map(({ quantity, returned }) => `${returned} of ${quantity}`).sort()).toEqual([
        '0 of 1',
        '1 of 2',
        '4 of 4',
      ]);
    }
    expect(await runScript('verify', february)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^\? 1 pair not compared/m),
    });
    expect(await runScript('verify', january, february)).toMatchObject({ code: 0 });
  });

  test('that was killed is completed by the next run', async () => {
    const run = aWord();
    const lines = Array.from(
      { length: 60 },
      (_, n) => `${n},${run}${n % 7},POT,${1 + (n % 3)},2010-12-01,1.5,${run},Spain`,
    );
    const file = writeSales(run, lines);
    const journal = journalFile(folder, inject('baseUrl'));
    const before = existsSync(journal) ? statSync(journal).size : 0;
    const child = startScript('main', [file, '--concurrency', '4']);
    const closed = once(child, 'close');
    await eventually(async () => {
      expect(existsSync(journal)).toBe(true);
      expect(statSync(journal).size).toBeGreaterThan(before + 2_000);
    });
    child.kill('SIGKILL');
    await closed;
    expect((await purchasesOf(run)).length).toBeLessThan(60);

    const again = await runScript('main', file);
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^imported {2}60 \(\d+ in this run, \d+ made before by .*\)$/m),
    });
    expect(await runScript('verify', file)).toMatchObject({ code: 0 });
    expect(await purchasesOf(run)).toHaveLength(60);
  });

  test('reports invalid arguments, with exit code 2', async () => {
    const missing = await runScript('main', join(folder, 'missing.csv'));
    expect(missing).toMatchObject({ code: 2, output: expect.stringContaining('There is no file') });
    const file = join(folder, 'columns.csv');
    writeFileSync(file, 'Menge,StockCode\n');
    const columns = await runScript('main', file);
    expect(columns).toMatchObject({
      code: 1,
      output: expect.stringContaining('No column was found for the price'),
    });
    expect(columns.output).toContain('--mapping stockCode=COLUMN');
  });

  test('shows how files are read, and imports nothing, in a dry run', async () => {
    const run = aWord();
    const file = writeSales(run, [`1,${run}A,HOOK,2,01/12/2024,2.55,${run},Spain`]);
    const dry = await runScript('main', '--dry-run', file);
    expect(dry).toMatchObject({
      code: 0,
      output: expect.stringContaining('Dates such as 01/12/2024 are read with the day first'),
    });
    expect(dry.output).toContain(
      '1 sale of 1 product to 1 customer, from 2024-12-01 to 2024-12-01: GBP 5.10',
    );
    const { output } = await runScript('main', '--dry-run', '--json', file);
    expect(JSON.parse(output)).toMatchObject({
      files: [
        {
          name: file,
          columns: { stockCode: 'StockCode', unitPrice: 'UnitPrice' },
          guesses: [expect.any(String), expect.any(String)],
        },
      ],
      plan: {
        sales: 1,
        returns: 0,
        customers: 1,
        products: 1,
        sold: { GBP: 510 },
        firstDay: '2024-12-01',
        rejected: 0,
      },
      rejected: [],
    });
    expect(await purchasesOf(run)).toEqual([]);
    expect(await runScript('verify', file)).toMatchObject({
      code: 1,
      output: expect.stringContaining('is missing'),
    });
  });

  test('reports that no system answers, with exit code 1', async () => {
    const file = writeSales(aWord(), []);
    const unreachable = await runScript('main', file, '--base-url', 'http://127.0.0.1:1');
    expect(unreachable).toMatchObject({ code: 1, output: expect.stringContaining('is not responding') });
  });
});
