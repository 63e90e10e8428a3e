// Runs the commands for deployment in README.md, docs/deploy.md and the deploy workflow, in a fresh clone and without an
// AWS account: each command has to get as far as calling AWS, which is replaced by a server that rejects every call.
// Usage: node .ci/deploy.mjs FOLDER-FOR-RESULTS
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';

const results = resolve(process.argv[2]);
const root = join(import.meta.dirname, '..');
const clone = join(results, 'clone');
const assembly = join(clone, 'cdk.out');

const PARTS = ['Messaging', 'Customer', 'Catalog', 'Purchases', 'Identity', 'Api', 'Monitoring', 'Web'];
const stacksOf = (stage) => [
  'MultidomainAccount',
  ...PARTS.map((part) => `Multidomain${stage === 'prod' ? 'Prod' : ''}-${part}`),
];

const calls = [];
const aws = createServer(async (request, response) => {
  calls.push(Buffer.concat(await request.toArray()).toString());
  const error = '<Code>InvalidClientTokenId</Code><Message>This server rejects every call.</Message>';
  response.writeHead(403).end(`<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
}).listen(0, '127.0.0.1');
await once(aws, 'listening');

const environment = {
  ...process.env,
  AWS_ENDPOINT_URL: `http://127.0.0.1:${aws.address().port}`,
  AWS_ACCESS_KEY_ID: 'invalid',
  AWS_SECRET_ACCESS_KEY: 'invalid',
  AWS_REGION: 'eu-central-1',
  CDK_NOTICES: 'false',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
};

/** Runs a shell command in the clone. */
async function run(command, variables = {}) {
  calls.length = 0;
  rmSync(assembly, { recursive: true, force: true });
  const child = spawn(command, { cwd: clone, shell: true, env: { ...environment, ...variables } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [status] = await once(child, 'close');
  return { status, output };
}

const failures = [];
let passed = 0;

/** Runs a command and reports its fault, if `faultOf` finds one. */
async function check(command, variables, faultOf) {
  const done = await run(command, variables);
  const fault = faultOf(done);
  console.log(`${fault ? '✗' : '✓'} ${command}`);
  if (fault) {
    failures.push(command);
    console.log(`${fault}\n${done.output}`);
  } else passed += 1;
}

/** What the synthesized folder lacks for a stage; undefined if it is complete. */
function unsynthesized(stage) {
  const missing = stacksOf(stage).filter((name) => !existsSync(join(assembly, `${name}.template.json`)));
  if (missing.length > 0) return `Not synthesized: ${missing.join(', ')}`;
  if (globSync('asset.*/index.html', { cwd: assembly }).length === 0) return 'The page is missing';
}

const synthesizes =
  (stage) =>
  ({ status }) =>
    status === 0 ? unsynthesized(stage) : `Exited with code ${status}`;

const reachesAws = (stage) => () =>
  unsynthesized(stage) ?? (calls[0]?.includes('Action=GetCallerIdentity') ? undefined : 'AWS was not called');

const hasAlarmEmail = (email) => {
  const [monitoring] = globSync('*-Monitoring.template.json', { cwd: assembly });
  return monitoring && readFileSync(join(assembly, monitoring), 'utf8').includes(email);
};

/** The commands for deployment in the shell blocks of a document. */
const commandsIn = (page) =>
  [...readFileSync(join(clone, page), 'utf8').matchAll(/```sh\n(.*?)```/gs)]
    .flatMap(([, block]) => block.split('\n'))
    .filter((line) => /^(npx cdk |npm run (deploy|destroy)\b(?!:))/.test(line))
    .map((line) => line.replace(/\s+#.*/, ''));

/** Adds the options that skip confirmations. */
function withoutPrompts(command) {
  if (command.startsWith('npm run destroy'))
    return `${command}${command.includes(' -- ') ? '' : ' --'} --force`;
  return command.startsWith('npx cdk gc') ? `${command} --confirm=false` : command;
}

const stageIn = (command) => (command.includes('stage=prod') ? 'prod' : 'dev');

rmSync(clone, { recursive: true, force: true });
execFileSync('git', ['clone', '--quiet', root, clone]);
// The same as after `npm ci`, but within a second.
execFileSync('cp', ['-al', join(root, 'node_modules'), clone]);

for (const stage of ['dev', 'prod']) {
  await check(stage === 'dev' ? 'npm run synth' : 'npm run synth -- -c stage=prod', {}, synthesizes(stage));
  if (existsSync(assembly)) cpSync(assembly, join(clone, `cdk.${stage}`), { recursive: true });
}

const workflow = readFileSync(join(clone, '.github/workflows/deploy.yml'), 'utf8');
const steps = [...workflow.matchAll(/^ +- run: (.+)$/gm)].map(([, command]) => command);
for (const command of steps.filter((step) => step !== 'npm ci')) {
  await check(command, { STAGE: 'prod', ALARM_EMAIL: 'staff@example.org' }, () =>
    hasAlarmEmail('staff@example.org') ? reachesAws('prod')() : 'The alarm e-mail is missing',
  );
}

// From here on, the output synthesized above stands in for the app, which takes long to run.
const app = `
  const { stage = 'dev' } = JSON.parse(process.env.CDK_CONTEXT_JSON);
  require('node:fs').cpSync('cdk.' + stage, process.env.CDK_OUTDIR, { recursive: true });`;
writeFileSync(join(clone, 'stand-in.cjs'), app);
const standIn = { CDK_APP: 'node stand-in.cjs' };
await check('npx cdk list', standIn, ({ status, output }) =>
  status === 0 && stacksOf('dev').every((name) => output.split('\n').includes(name))
    ? undefined
    : 'Stacks are missing',
);
const documented = new Set(['README.md', 'docs/deploy.md'].flatMap(commandsIn).map(withoutPrompts));
for (const command of documented) await check(command, standIn, reachesAws(stageIn(command)));
for (const command of steps.filter((step) => step !== 'npm ci')) {
  await check(command, { ...standIn, STAGE: 'dev', ALARM_EMAIL: '' }, reachesAws('dev'));
}

aws.close();
rmSync(clone, { recursive: true, force: true });
const counts = { numPassedTests: passed, numFailedTests: failures.length };
writeFileSync(join(results, 'deploy.json'), JSON.stringify(counts));
process.exitCode = failures.length === 0 ? 0 : 1;
