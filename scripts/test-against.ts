import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFault } from './deployed/find-fault.ts';
import { findEmulatorFault } from './localstack/emulator.ts';
import { deployedApiUrl, emulatorEnvironment } from './localstack/target.ts';

const USAGE = `Usage: npm run test:localstack
       npm run test:aws -- --base-url https://ID.cloudfront.net

Runs the end-to-end tests against a deployed system and passes further arguments to vitest. On AWS, you sign in
with your browser as an editor first, unless MULTIDOMAIN_TOKEN is set, which lasts for 15 minutes. On an emulator, the
tests sign in by themselves if the deployment asks for it.`;

const REDEPLOY =
  'Nothing is deployed there, or a restart has emptied the emulator. Run npm run deploy:localstack';

const [target, ...rest] = process.argv.slice(2);
const baseUrl = takeBaseUrl(rest) ?? (target === 'localstack' ? await urlOnEmulator() : undefined);
if (baseUrl === undefined) stop(USAGE, 2);

// The tests append `/api`, so an address that already ends in it works too.
const BASE_URL = baseUrl.replace(/\/+$/, '').replace(/\/api$/, '');
const fault = await findFault(BASE_URL, target === 'localstack' ? { remedy: REDEPLOY } : {});
if (fault !== undefined) stop(fault);
console.log(`Testing ${BASE_URL}/api`);
const vitest = spawn('vitest', ['run', '--project', 'e2e', ...rest], {
  stdio: 'inherit',
  env: { ...process.env, BASE_URL },
});
const [code] = await once(vitest, 'close');
process.exitCode = code ?? 1;

/** Removes `--base-url URL` or `--base-url=URL` from the arguments, and returns the URL. */
function takeBaseUrl(args: string[]): string | undefined {
  const index = args.findIndex((arg) => /^--base-url(=|$)/.test(arg));
  if (index === -1) return undefined;
  const [option = '', value] = args.splice(index, args[index]?.includes('=') ? 1 : 2);
  return option.replace(/^--base-url=?/, '') || value || stop(USAGE, 2);
}

async function urlOnEmulator(): Promise<string> {
  Object.assign(process.env, emulatorEnvironment);
  const missing = await findEmulatorFault();
  if (missing !== undefined) stop(missing);
  return deployedApiUrl() ?? stop('Nothing is deployed to the emulator yet. Run npm run deploy:localstack');
}

function stop(message: string, exitCode = 1): never {
  console.error(message);
  process.exit(exitCode);
}
