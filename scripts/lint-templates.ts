import { spawnSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleHandlers } from '../infra/bundling/bundle-handlers.ts';
import { bundlePage } from '../infra/bundling/bundle-page.ts';
import { createApp } from '../infra/create-app.ts';

/**
 * `npm run lint:templates -- [cfn-lint]`: synthesizes every target and stage and has cfn-lint check all
 * templates; fails on errors, warnings are shown. The linter is the argument's, `$CFN_LINT`'s or the PATH's.
 */
const linter = process.argv[2] ?? process.env['CFN_LINT'] ?? 'cfn-lint';
const folder = join(import.meta.dirname, '../.local/templates');

if (spawnSync(linter, ['--version']).error !== undefined) {
  console.log(`Templates not linted: there is no ${linter} (pip install cfn-lint, or CFN_LINT=path)`);
  process.exit(0);
}
rmSync(folder, { recursive: true, force: true });
for (const target of ['aws', 'localstack'] as const) {
  for (const stage of ['dev', 'prod'] as const) {
    const outdir = join(folder, `${target}-${stage}`);
    bundleHandlers(outdir);
    if (target === 'aws') bundlePage(outdir);
    createApp({ target, stage }, outdir).synth();
  }
}
const templates = globSync(join(folder, '*/*.template.json')).sort();
if (templates.length === 0) throw new Error(`No templates in ${folder}`);
// W3005: the CDK itself writes each function's dependency on its role's policy, and on the role besides.
const options = ['--non-zero-exit-code', 'error', '--ignore-checks', 'W3005', '--template'];
const { status } = spawnSync(linter, [...options, ...templates], { stdio: 'inherit' });
console.log(`${templates.length} templates linted${status === 0 ? ' without errors' : ''}`);
process.exitCode = status ?? 1;
