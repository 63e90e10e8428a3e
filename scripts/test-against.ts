import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { deployedApiUrl } from './localstack/target.ts';

const USAGE = `Usage: npm run test:localstack
       npm run test:aws -- --base-url https://ID.execute-api.REGION.amazonaws.com

Runs the end-to-end tests against a deployed system; further arguments go to vitest. On AWS, requests are
signed with your credentials (AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY).`;

const [target, ...rest] = process.argv.slice(2);
const option = rest.indexOf('--base-url');
const given = option === -1 ? undefined : rest.splice(option, 2)[1];
const baseUrl = given ?? (target === 'localstack' ? deployedApiUrl() : undefined);
if (baseUrl === undefined) {
  console.error(USAGE);
  process.exit(2);
}

// The tests append `/api`: an address that was copied with the stage is as good.
const BASE_URL = baseUrl.replace(/(\/api)?\/?$/, '');
console.log(`Testing ${BASE_URL}/api`);
const vitest = spawn('vitest', ['run', '--project', 'e2e', ...rest], {
  stdio: 'inherit',
  env: { ...process.env, BASE_URL },
});
const [code] = await once(vitest, 'close');
process.exitCode = code ?? 1;
