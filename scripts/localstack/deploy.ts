import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFault } from '../deployed/find-fault.ts';
import { outputsFile, readDeployment } from '../emulated/deployment.ts';
import { UNCHECKED_TOKENS, whoMayCall } from './access-note.ts';
import { findEmulatorFault } from './emulator.ts';
import { repairQueues } from './repair-queues.ts';
import { assemblyDir, deployedApiUrl, emulatorEnvironment } from './target.ts';

/**
 * `npm run deploy:localstack -- [-c name=value]`: bootstraps and deploys everything, with these context values, and prints
 * the API's address and who may call it.
 */
Object.assign(process.env, emulatorEnvironment);

const fault = await findEmulatorFault();
if (fault !== undefined) {
  console.error(fault);
  process.exit(1);
}
await step('Synthesizing', [
  'synth',
  '--quiet',
  ...['--output', assemblyDir],
  ...['--context', 'target=localstack'],
  ...process.argv.slice(2),
]);
await step('Bootstrapping', ['bootstrap', '--app', assemblyDir]);
await step('Deploying', [
  'deploy',
  '--all',
  ...['--app', assemblyDir],
  ...['--require-approval', 'never'],
  ...['--method', 'direct'],
  ...['--concurrency', '4'],
  ...['--outputs-file', outputsFile],
]);
const repaired = await repairQueues(assemblyDir);
console.log(
  repaired === 0
    ? '✓ All queues have their dead-letter queues'
    : `✓ Added the dead-letter queues that the emulator omitted, to ${repaired} queues`,
);
const url = deployedApiUrl() ?? '';
console.log(`API ${url}/api  (test it with npm run test:localstack)`);
const isSignInNeeded = readDeployment()?.signIn !== undefined;
const refused = isSignInNeeded ? await findFault(url) : undefined;
if (refused !== undefined) {
  console.error(`${refused}\n${UNCHECKED_TOKENS}`);
  process.exit(1);
}
console.log(whoMayCall(url, isSignInNeeded));

/** Runs the CDK CLI, and shows its output only if it fails. */
async function step(label: string, args: string[]): Promise<void> {
  const started = performance.now();
  const cdk = spawn('cdk', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk;
  };
  cdk.stdout.on('data', collect);
  cdk.stderr.on('data', collect);
  const [code] = await once(cdk, 'close');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (code === 0) return console.log(`✓ ${label} ${seconds} s`);
  console.error(output);
  console.error(`✗ ${label}: cdk ${args.join(' ')} exited with code ${code}`);
  process.exit(1);
}
