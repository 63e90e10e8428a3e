import { createHash } from 'node:crypto';
import { digestOf, lastChangeOf } from './digest.ts';

/**
 * Every file that the output of the CDK app for the embedded target depends on, in the project's folder. A test holds
 * this list to what the app and its bundler read.
 */
export const INPUTS = [
  ...[
    'infra',
    'contracts',
    'functions',
    'shared',
    'web/security-headers.ts',
    'web/public',
    'docs/openapi.json',
  ],
  ...['cdk.json', 'package.json', 'tsconfig.json'],
  // What is installed, and what should be.
  ...['node_modules/.package-lock.json', 'package-lock.json'],
  // How the app is run.
  ...['scripts/start/synthesize.ts', 'scripts/start/assembly'],
];

/** The variables that the CDK, its bundler and Node read. Those that every synthesis sets are left out. */
const VARIABLE = /^(CDK_(?!OUTDIR$|CONTEXT_JSON$)|JSII_|ESBUILD_|NODE_(ENV|OPTIONS|PATH)$)/;

/**
 * A digest of everything that an assembly is made from.
 * @param root the project's folder
 * @param context added to that of `cdk.json`
 */
export function digestOfInputs(root: string, context: Readonly<Record<string, unknown>> = {}): string {
  const { arch, platform, version, env } = process;
  const variables = Object.entries(env).filter(([name]) => VARIABLE.test(name));
  const settings = JSON.stringify({ context, arch, platform, version, variables: variables.sort() });
  return createHash('sha256')
    .update(`${settings}\n${digestOf(root, INPUTS)}`)
    .digest('hex');
}

/** Differs if an input was written meanwhile, even if it has its old content again. */
export const lastChangeOfInputs = (root: string): number => lastChangeOf(root, INPUTS);
