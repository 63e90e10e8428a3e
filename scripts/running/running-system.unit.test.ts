import { expect, test } from 'vitest';
import { noteRunning, runningOn } from './running-system.ts';

const PORT = 65_535;

test('a running system is known by its port until it stops', () => {
  const system = {
    awsEndpoint: 'http://127.0.0.1:1',
    awsCredentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    userPoolIds: ['pool'],
  };
  const forget = noteRunning(PORT, system);
  expect(runningOn(PORT)).toEqual(system);
  forget();
  expect(runningOn(PORT)).toBeUndefined();
});
