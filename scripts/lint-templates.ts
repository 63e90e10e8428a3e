import { spawnSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleHandlers } from '../infra/bundling/bundle-handlers.ts';
import { bundlePage } from '../infra/bundling/bundle-page.ts';
import { createApp } from '../infra/create-app.ts';

/**
 * `npm run lint:templates -- [cfn-lint]`: synthesizes every target that is deployed with CloudFormation, with either stage and
 * either authorization, and checks all templates with cfn-lint.
 * Warnings are shown, errors fail, and so does a missing linter. The linter is the argument, `$CFN_LINT`, or the one on the PATH.
 */
const linter = process.argv[2] ?? process.env['CFN_LINT'] ?? 'cfn-lint';
const folder = join(import.meta.dirname, '../.local/templates');

if (spawnSync(linter, ['--version']).error !== undefined) {
  console.error(
    `Templates not linted: ${linter} not found. Install it (pip install cfn-lint) or set CFN_LINT to its path.`,
  );
  process.exit(1);
}
rmSync(folder, { recursive: true, force: true });
for (const settings of [
  { target: 'aws', stage: 'dev' },
  { target: 'aws', stage: 'prod' },
  { target: 'localstack', authorization: 'open' },
  { target: 'localstack', authorization: 'cognito' },
] as const) {
  const outdir = join(folder, Object.values(settings).join('-'));
  bundleHandlers(outdir);
  if (settings.target === 'aws') bundlePage(outdir);
  createApp(settings, outdir).synth();
}
const templates = globSync(join(folder, '*/*.template.json')).sort();
if (templates.length === 0) throw new Error(`No templates in ${folder}`);
// W3005 is a redundant dependency: the CDK makes each function depend on its role's policy and on the role.
const options = ['--non-zero-exit-code', 'error', '--ignore-checks', 'W3005', '--template'];
const { status } = spawnSync(linter, [...options, ...templates], { stdio: 'inherit' });
console.log(`${templates.length} templates linted${status === 0 ? ' without errors' : ''}`);
process.exitCode = status ?? 1;
