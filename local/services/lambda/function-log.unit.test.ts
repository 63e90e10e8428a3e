import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFunctionLog, errorText } from './function-log.ts';

test('writes every line after its function, and tells of errors in short', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  const path = join(folder, 'deep', 'functions.log');
  const errors: string[] = [];
  const log = createFunctionLog(path, (text) => errors.push(text));
  log.write('customer-api', '{"level":"INFO","message":"fine"}');
  log.write('catalog-api', '{"level":"ERROR","message":"refused","error":{"name":"Oops","message":"no"}}');
  await log.close();
  const written = await readFile(path, 'utf8');
  await rm(folder, { recursive: true });
  expect(written.split('\n').map((line) => line.slice(0, 20))).toEqual([
    'customer-api {"level',
    'catalog-api {"level"',
    '',
  ]);
  expect(errors).toEqual(['catalog-api: refused: Oops: no']);
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
