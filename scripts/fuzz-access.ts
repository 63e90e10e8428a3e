import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

const USAGE = `Usage: node scripts/fuzz-access.ts [--requests N] [--seed N]

Sends random requests with tokens of every kind to a system of its own, and checks that nobody reads or writes without the
role. Prints the seed, which repeats the same requests (default: 10,000 requests, a new seed).
`;

const { requests, seed, help } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
}).values;

if (help) {
  process.stdout.write(USAGE);
} else {
  const test = 'test/access-fuzz.embedded.e2e.test.ts';
  const vitest = spawn('vitest', ['run', '--project', 'e2e', test], {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_REQUESTS: requests, ...(seed === undefined ? {} : { FUZZ_SEED: seed }) },
  });
  const [code] = await once(vitest, 'close');
  process.exitCode = code ?? 1;
}
