import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFunctionLog, errorText } from './function-log.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
});

afterEach(() => rm(folder, { recursive: true }));

const linesOf = async (path: string): Promise<string[]> => (await readFile(path, 'utf8')).split('\n');

test('prefixes every line with its function, and reports errors in short', async () => {
  const path = join(folder, 'deep', 'functions.log');
  const errors: string[] = [];
  const log = createFunctionLog(path, { onError: (text) => errors.push(text) });
  log.write('customer-api', '{"level":"INFO","message":"fine"}');
  log.write('catalog-api', '{"level":"ERROR","message":"refused","error":{"name":"Oops","message":"no"}}');
  await log.close();
  expect((await linesOf(path)).map((line) => line.slice(0, 20))).toEqual([
    'customer-api {"level',
    'catalog-api {"level"',
    '',
  ]);
  expect(errors).toEqual(['catalog-api: refused: Oops: no']);
});

const quiet = { onError: () => {} };

test('two systems started from the same folder write to one file without losing lines', async () => {
  const path = join(folder, 'functions.log');
  const first = createFunctionLog(path, quiet);
  first.write('customer-api', 'before');
  await vi.waitFor(async () => expect(await linesOf(path)).toContain('customer-api before'));
  const second = createFunctionLog(path, quiet);
  second.write('catalog-api', 'beside');
  await second.close();
  first.write('customer-api', 'after');
  await first.close();
  expect((await linesOf(path)).toSorted()).toEqual([
    '',
    'catalog-api beside',
    'customer-api after',
    'customer-api before',
  ]);
});

test('a file that has grown too large is renamed', async () => {
  const path = join(folder, 'functions.log');
  await writeFile(path, 'customer-api before\n');
  const log = createFunctionLog(path, { ...quiet, maxBytes: 19 });
  log.write('customer-api', 'after');
  await log.close();
  expect([await linesOf(`${path}.old`), await linesOf(path)]).toEqual([
    ['customer-api before', ''],
    ['customer-api after', ''],
  ]);
});

test.each([
  ['{"level":"ERROR","errorType":"Sandbox.Timedout","errorMessage":"late"}', 'Sandbox.Timedout: late'],
  ['{"level":"CRITICAL","message":"down"}', 'down'],
  ['{"level":"INFO","message":"\\"ERROR\\""}', undefined],
  ['{"level":"INFO","status":"ERROR"}', undefined],
  ['"ERROR" is only a word here', undefined],
  ['["ERROR"]', undefined],
])('%s reads as %s', (line, text) => {
  expect(errorText(line)).toBe(text);
});
