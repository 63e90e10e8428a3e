import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findEmulatorFault } from './emulator.ts';
import { repairQueues } from './repair-queues.ts';
import { assemblyDir, deployedApiUrl, emulatorEnvironment, outputsFile } from './target.ts';

/** `npm run deploy:localstack`: everything, from bootstrap to the API's address. */
Object.assign(process.env, emulatorEnvironment);

const fault = await findEmulatorFault();
if (fault !== undefined) {
  console.error(fault);
  process.exit(1);
}
await step('Synthesizing', ['synth', '--quiet', '--output', assemblyDir, '--context', 'target=localstack']);
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
    ? '✓ Every queue has its dead-letter queue'
    : `✓ Gave ${repaired} queues the dead-letter queue that the emulator left out`,
);
console.log(`API ${deployedApiUrl()}/api  (npm run test:localstack tests it)`);

/** Runs the CDK CLI; what it writes is shown only when it fails. */
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
  console.error(`✗ ${label}: cdk ${args.join(' ')} ended with ${code}`);
  process.exit(1);
}
