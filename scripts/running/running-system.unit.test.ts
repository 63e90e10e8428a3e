import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { noteRunning, runningOn } from './running-system.ts';

const PORT = 65_535;
const FILE = join(import.meta.dirname, '../../.local/running', `${PORT}.json`);

const system = {
  awsEndpoint: 'http://127.0.0.1:1',
  awsCredentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  userPoolIds: ['pool'],
};

let forget = () => {};
afterEach(() => forget());

test('a running system is known by its port until it stops', () => {
  forget = noteRunning(PORT, system);
  expect(runningOn(PORT)).toEqual(system);
  expect(runningOn(PORT - 1)).toBeUndefined();
  forget();
  expect(runningOn(PORT)).toBeUndefined();
  expect(forget).not.toThrow();
});

test('only what is needed is noted, and only the user can read it, even in a file that was there before', () => {
  forget = noteRunning(PORT, { ...system, more: 'more' } as typeof system);
  expect(runningOn(PORT)).toEqual(system);
  expect(statSync(FILE).mode & 0o777).toBe(0o600);
  chmodSync(FILE, 0o644);
  noteRunning(PORT, system);
  expect(statSync(FILE).mode & 0o777).toBe(0o600);
});

test.each(['', '{', '{}', '{"awsEndpoint":"http://127.0.0.1:1","userPoolIds":[]}'])(
  'a file with %j says nothing of a running system',
  (text) => {
    forget = noteRunning(PORT, system);
    writeFileSync(FILE, text);
    expect(runningOn(PORT)).toBeUndefined();
  },
);
