import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Answers } from './answers.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inputs-'));
  const sales = (date: string) => `Order,SKU,Price,Customer ID,Date\n1,A,2.50,7,${date}\n`;
  writeFileSync(join(folder, 'january.csv'), sales('01/02/2024'));
  writeFileSync(join(folder, 'march.csv.gz'), gzipSync(sales('03/04/2024')));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what no file tells is asked once, and the answers hold for the other files', async () => {
  const asked: string[] = [];
  const files = await readInputs([folder], {}, async (question) => {
    asked.push(question);
    return question.includes('currency') ? ' eur ' : 'Day-first';
  });
  expect(asked.toSorted()).toEqual([
    'Dates such as 01/02/2024: day-first or month-first? ',
    'Which currency are the prices in (EUR, USD, …)? ',
  ]);
  expect(files.flatMap(({ sales }) => sales.lines)).toMatchObject([
    { unitPrice: { amount: 250, currency: 'EUR' }, soldAt: '2024-02-01T00:00:00.000Z' },
    { unitPrice: { amount: 250, currency: 'EUR' }, soldAt: '2024-04-03T00:00:00.000Z' },
  ]);
});

test.each(['', 'pounds', undefined])(
  'the answer %j is none, and the file is refused with what to add',
  async (answer) => {
    await expect(readInputs([folder], { dates: 'day-first' }, async () => answer)).rejects.toThrow(
      /january\.csv: Nothing says which currency.*--currency EUR/,
    );
  },
);

test('without somebody to ask, the file is refused', async () => {
  await expect(readInputs([folder], { currency: 'EUR' })).rejects.toThrow('Say --dates day-first');
});

describe('what was answered about a file', () => {
  const january = (): string => join(folder, 'january.csv');
  const never = async (question: string): Promise<string> => {
    throw new Error(`Asked ${question}`);
  };
  const answer = async (question: string): Promise<string> =>
    question.includes('currency') ? 'EUR' : 'day-first';
  const firstLine = ([file]: Awaited<ReturnType<typeof readInputs>>) => file?.sales.lines[0];
  const pathOf = (name: string): string => join(folder, `${name}.jsonl`);

  test('is not asked again, wherever the file is, packed or not, and the plan says so', async () => {
    const answers = new Answers(pathOf('kept'));
    const [first] = await readInputs([january()], {}, answer, answers);
    expect(first?.sales.understood.notes).toEqual([]);
    answers.save();
    const moved = join(folder, 'moved.gz');
    writeFileSync(moved, gzipSync(readFileSync(january())));
    const again = await readInputs([moved], {}, never, new Answers(pathOf('kept')));
    expect(firstLine(again)).toEqual(first?.sales.lines[0]);
    expect(again[0]?.sales.understood.notes).toEqual([
      expect.stringMatching(
        /^Read with (?=.*--currency EUR)(?=.*--dates day-first).*, as you answered before$/,
      ),
    ]);
  });

  test('holds for the other files that were read with it', async () => {
    const answers = new Answers(pathOf('others'));
    await readInputs([folder], {}, answer, answers);
    answers.save();
    const march = await readInputs([join(folder, 'march.csv.gz')], {}, never, new Answers(pathOf('others')));
    expect(firstLine(march)?.soldAt).toBe('2024-04-03T00:00:00.000Z');
  });

  test('gives way to an option, which is remembered instead', async () => {
    const answers = new Answers(pathOf('corrected'));
    await readInputs([january()], {}, answer, answers);
    const corrected = await readInputs([january()], { currency: 'USD' }, never, answers);
    expect(firstLine(corrected)?.unitPrice.currency).toBe('USD');
    answers.save();
    const again = await readInputs([january()], {}, never, new Answers(pathOf('corrected')));
    expect(firstLine(again)?.unitPrice.currency).toBe('USD');
  });

  test('is asked again if it was not saved, or not to its end', async () => {
    const answers = new Answers(pathOf('lost'));
    await readInputs([january()], {}, answer, answers);
    expect(existsSync(pathOf('lost'))).toBe(false);
    answers.save();
    truncateSync(pathOf('lost'), statSync(pathOf('lost')).size - 9);
    await expect(readInputs([january()], {}, never, new Answers(pathOf('lost')))).rejects.toThrow('Asked');
  });

  test('says nothing about another content', async () => {
    const answers = new Answers(pathOf('content'));
    await readInputs([january()], {}, answer, answers);
    await expect(readInputs([join(folder, 'march.csv.gz')], {}, never, answers)).rejects.toThrow('Asked');
  });
});
