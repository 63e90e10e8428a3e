import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { faultNames } from './world/faults.ts';

const run = promisify(execFile);
const simulate = (...args: string[]) => run(process.execPath, ['simulation/main.ts', ...args]);

/** Many times longer than it takes on an idle machine. */
const LONG_MS = 1_800_000;

describe('npm run simulate', () => {
  test(
    'keeps every promise with 300 seeds, in which every fault happens',
    async () => {
      const { stdout } = await simulate('--seeds', '300', '--steps', '1000');
      expect(stdout).toContain('Every promise was kept.');
      for (const name of faultNames) expect(stdout).toMatch(new RegExp(` ${name} +[1-9]`));
    },
    LONG_MS,
  );

  test('refuses a wrong option', async () => {
    await expect(simulate('--seeds', '0')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--seeds must be a whole number from 1 to 1000000, not "0".'),
    });
  });
});
