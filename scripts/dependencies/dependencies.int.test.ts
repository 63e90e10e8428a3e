import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';

const root = join(import.meta.dirname, '../..');

/** A copy of the project's structure: files with only the imports that the rules check, all of them allowed. */
const HARMLESS: Readonly<Record<string, string>> = {
  'sales-files/read.ts': "import '../shared/values/name.ts';",
  'sales-import/plan.ts': "import '../sales-files/read.ts';\nimport '../client/call.ts';",
  'functions/customer/domain/customer.ts': "import '../../../shared/values/name.ts';",
  'functions/customer/adapters/tables.ts': "import '../../../shared/dynamodb/commit.ts';",
  'functions/customer/handlers/get.ts': "import '../domain/customer.ts';\nimport '../adapters/tables.ts';",
  'functions/catalog/domain/product.ts': 'export const product = 1;',
  'functions/operations/comparison/check.ts': "import '../../catalog/domain/product.ts';",
  'shared/values/name.ts': 'export const name = 1;',
  'shared/values/text.ts': 'export const text = 1;',
  'shared/values/json-text.ts': 'export const jsonText = 1;',
  'shared/dynamodb/commit.ts': "import '@aws-sdk/client-dynamodb';",
  'shared/logging/logger.ts': 'export const logger = 1;',
  'shared/testing/fixed.ts': "import '../../local/engine.ts';",
  'infra/app.ts': 'export const app = 1;',
  'local/engine.ts': 'export const engine = 1;',
  'scripts/demo.ts': 'export const demo = 1;',
  'scripts/start/main.ts': "import '../../local/engine.ts';\nimport '../demo.ts';",
  'simulation/simulate.ts': "import '../local/engine.ts';\nimport '../functions/customer/handlers/get.ts';",
  'test/x.e2e.test.ts': "import '../local/engine.ts';",
  'bench/main.ts': "import '../local/engine.ts';\nimport '../client/call.ts';",
  'client/call.ts': "import '../shared/values/json-text.ts';\nimport type {} from '../contracts/routes.ts';",
  'contracts/routes.ts': "import 'zod';",
  'web/src/api/api.ts': "import '../../../client/call.ts';",
  'contracts/catalog/shapes.ts': "import '../../shared/values/text.ts';",
  'web/src/main.tsx': "import './api/api.ts';\nimport '../../contracts/catalog/shapes.ts';",
  'node_modules/@aws-sdk/client-dynamodb/package.json': '{"main":"index.js"}',
  'node_modules/@aws-sdk/client-dynamodb/index.js': 'module.exports = {};',
  'node_modules/zod/package.json': '{"main":"index.js"}',
  'node_modules/zod/index.js': 'module.exports = {};',
  'package.json': '{"dependencies":{"@aws-sdk/client-dynamodb":"3.0.0","zod":"4.0.0"}}',
};

/** Two folders that import each other, without an import cycle between files. */
const CIRCLE: Readonly<Record<string, string>> = {
  'shared/logging/level.ts': 'export const level = 1;',
  'shared/dynamodb/commit.ts': "import '../logging/level.ts';",
  'shared/dynamodb/key.ts': 'export const key = 1;',
  'shared/logging/key.ts': "import '../dynamodb/key.ts';",
};

const FOLDERS = [
  'contracts',
  'client',
  'sales-files',
  'sales-import',
  'functions',
  'shared',
  'infra',
  'local',
  'scripts',
  'simulation',
  'test',
  'bench',
  'web/src',
];

let tree: string;

const plant = (files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${text}\n`);
  }
};

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'dependencies-'));
  plant(HARMLESS);
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

/** The distinct names of the rules that the tree breaks. */
const broken = async (): Promise<string[]> => {
  const { violations } = await findViolations(tree, FOLDERS);
  return [...new Set(violations.map((violation) => violation.split(':')[0] as string))].sort();
};

describe('the import rules', () => {
  test('allow what the project does', async () => {
    expect(await findViolations(tree, FOLDERS)).toMatchObject({ violations: [] });
  });

  test('fail if a folder does not exist, instead of finding nothing in it', async () => {
    await expect(findViolations(tree, [...FOLDERS, 'gone'])).rejects.toThrow();
  });

  test('allow tests and their helpers to import what imports their folder', async () => {
    plant({
      'shared/values/name.unit.test.ts': "import '../testing/names.ts';",
      'shared/testing/names.ts': "import '../values/name.ts';",
    });
    expect(await broken()).toEqual([]);
  });

  const domain = 'functions/customer/domain/customer.ts';
  test.each<[what: string, rules: string[], files: Readonly<Record<string, string>>]>([
    [
      'a domain file that imports a table',
      ['domain-is-pure', 'domain-imports-only-domain'],
      { [domain]: "import '../../../shared/dynamodb/commit.ts';" },
    ],
    [
      'a domain file that imports a table indirectly through a value',
      ['domain-is-pure'],
      { 'shared/values/name.ts': "import '../dynamodb/commit.ts';" },
    ],
    [
      'a domain file that imports a table dynamically',
      ['domain-is-pure', 'domain-imports-only-domain'],
      { [domain]: "export const later = () => import('../../../shared/dynamodb/commit.ts');" },
    ],
    [
      'a domain file that imports the type of a table',
      ['domain-imports-only-domain'],
      {
        [domain]: "import type { Write } from '../../../shared/dynamodb/commit.ts';\nexport type A = Write;",
      },
    ],
    [
      'a domain file that imports the logger',
      ['domain-is-pure', 'domain-imports-only-domain'],
      { [domain]: "import '../../../shared/logging/logger.ts';" },
    ],
    [
      'a domain file that imports an adapter',
      ['domain-is-pure', 'domain-imports-only-domain'],
      { [domain]: "import '../adapters/tables.ts';" },
    ],
    [
      'a domain file that imports the SDK',
      ['domain-is-pure', 'domain-imports-only-domain'],
      { [domain]: "import '@aws-sdk/client-dynamodb';" },
    ],
    [
      'a domain file that imports Node',
      ['domain-is-pure', 'domain-imports-only-domain'],
      { [domain]: "import 'node:process';" },
    ],
    [
      'a service that imports another one',
      ['services-do-not-reach-each-other', 'services-do-not-import-each-other'],
      { 'functions/customer/adapters/tables.ts': "import '../../catalog/domain/product.ts';" },
    ],
    [
      'a service that imports what compares services',
      ['services-do-not-reach-each-other', 'services-do-not-import-each-other'],
      { 'functions/customer/adapters/tables.ts': "import '../../operations/comparison/check.ts';" },
    ],
    [
      'what compares services, if it imports an adapter of one',
      ['operations-import-only-domains'],
      { 'functions/operations/comparison/check.ts': "import '../../customer/adapters/tables.ts';" },
    ],
    [
      'a service that imports another one indirectly through shared code',
      ['services-do-not-reach-each-other', 'shared-does-not-import-services'],
      {
        'functions/customer/adapters/tables.ts': "import '../../../shared/logging/logger.ts';",
        'shared/logging/logger.ts': "import '../../functions/catalog/domain/product.ts';",
      },
    ],
    [
      'a contract that imports a table indirectly through a value',
      ['contracts-reach-only-values', 'page-runs-in-a-browser'],
      { 'shared/values/text.ts': "import '../dynamodb/commit.ts';" },
    ],
    [
      'shared code that imports a service',
      ['shared-does-not-import-services'],
      { 'shared/logging/logger.ts': "import '../../functions/catalog/domain/product.ts';" },
    ],
    [
      'a function that imports the local runtime',
      ['functions-do-not-reach-tooling', 'functions-do-not-import-tooling'],
      { 'functions/customer/handlers/get.ts': "import '../../../local/engine.ts';" },
    ],
    [
      'a function that imports a test helper',
      ['testing-is-for-tests'],
      { 'functions/customer/handlers/get.ts': "import '../../../shared/testing/fixed.ts';" },
    ],
    [
      'the local runtime that imports the CDK app',
      ['local-does-not-reach-the-product', 'local-does-not-import-the-product'],
      { 'local/engine.ts': "import '../infra/app.ts';" },
    ],
    [
      'the local runtime that imports what starts it',
      [
        'local-does-not-reach-the-product',
        'local-does-not-import-the-product',
        'no-folder-cycles',
        'no-cycles',
      ],
      { 'local/engine.ts': "import '../scripts/start/main.ts';\nexport const engine = 1;" },
    ],
    [
      'a local service that imports the template',
      ['local-services-do-not-import-the-template', 'local-services-do-not-reach-the-template'],
      {
        'local/services/sqs.ts': "import '../template/load.ts';",
        'local/template/load.ts': 'export const load = 1;',
      },
    ],
    [
      'a local service that imports the template indirectly',
      ['local-services-do-not-reach-the-template'],
      {
        'local/services/sqs.ts': "import '../queues/model.ts';",
        'local/queues/model.ts': "import '../template/load.ts';",
        'local/template/load.ts': 'export const load = 1;',
      },
    ],
    [
      'the local runtime that imports a type of the page',
      ['local-does-not-import-the-product'],
      { 'local/engine.ts': "import type {} from '../web/src/main.tsx';\nexport const engine = 1;" },
    ],
    [
      'a test of the local runtime that imports the product',
      ['local-does-not-import-the-product'],
      { 'local/engine.int.test.ts': "import '../shared/values/name.ts';" },
    ],
    [
      'the start command that imports a handler',
      ['start-does-not-import-services'],
      { 'scripts/start/main.ts': "import '../../functions/customer/handlers/get.ts';" },
    ],
    [
      'the CDK app that imports a handler',
      ['infra-does-not-import-services', 'infra-does-not-reach-services'],
      { 'infra/app.ts': "import '../functions/customer/handlers/get.ts';" },
    ],
    [
      'a script that imports the local runtime',
      ['scripts-do-not-reach-the-runtime', 'scripts-do-not-import-the-runtime'],
      { 'scripts/tool.ts': "import '../local/engine.ts';" },
    ],
    [
      'a script that imports the local runtime indirectly through the start command',
      ['scripts-do-not-reach-the-runtime'],
      { 'scripts/tool.ts': "import './start/main.ts';" },
    ],
    [
      'the page that imports Node',
      ['page-runs-in-a-browser', 'page-does-not-import-node'],
      { 'web/src/main.tsx': "import 'node:util';" },
    ],
    [
      'the page that imports Node indirectly through a value',
      ['page-runs-in-a-browser'],
      {
        'shared/values/text.ts': "import { inspect } from 'node:util';\nexport const text = inspect;",
      },
    ],
    [
      'the page that imports the SDK through shared code',
      ['page-runs-in-a-browser', 'page-does-not-import-services'],
      { 'web/src/main.tsx': "import '../../shared/dynamodb/commit.ts';" },
    ],
    [
      'a client that imports a contract at run time',
      ['client-imports-contracts-only-as-types', 'client-runs-anywhere'],
      { 'client/call.ts': "import '../contracts/routes.ts';" },
    ],
    [
      'a client that imports a value with a schema',
      ['client-runs-anywhere'],
      { 'client/call.ts': "import '../shared/values/name.ts';" },
    ],
    [
      'a client that imports a service',
      ['client-imports-only-contracts'],
      { 'client/call.ts': "import type {} from '../functions/catalog/domain/product.ts';" },
    ],
    [
      'a reader of sales files that needs Node',
      ['sales-files-run-anywhere'],
      { 'sales-files/read.ts': "import 'node:fs';" },
    ],
    [
      'an import of sales that needs a script',
      ['sales-import-runs-anywhere'],
      { 'sales-import/plan.ts': "import '../scripts/demo.ts';" },
    ],
    [
      'a function that imports the API client',
      ['functions-do-not-reach-tooling', 'functions-do-not-import-tooling'],
      { 'functions/customer/handlers/get.ts': "import '../../../client/call.ts';" },
    ],
    [
      'a page that imports the API client outside of api/',
      ['only-the-api-folder-imports-the-client'],
      { 'web/src/main.tsx': "import '../../client/call.ts';" },
    ],
    [
      'a page that imports another one',
      ['pages-do-not-import-each-other'],
      {
        'web/src/pages/customers/list.tsx': "import '../products/link.tsx';",
        'web/src/pages/products/link.tsx': 'export const link = 1;',
      },
    ],
    [
      'a component that imports a page',
      ['only-the-router-imports-pages'],
      {
        'web/src/router.tsx': "import('./pages/products/link.tsx');",
        'web/src/links/link.tsx': "import '../pages/products/link.tsx';",
        'web/src/pages/products/link.tsx': 'export const link = 1;',
      },
    ],
    [
      'the simulation that imports a benchmark',
      ['simulation-imports-only-what-it-runs'],
      { 'simulation/simulate.ts': "import '../bench/main.ts';" },
    ],
    [
      'a test helper that imports the simulation',
      ['only-commands-import-the-simulation'],
      { 'test/support/shop.ts': "import '../../simulation/simulate.ts';" },
    ],
    [
      'files that import each other',
      ['no-cycles'],
      {
        'scripts/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
        'scripts/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
      },
    ],
    ['folders that import each other, without a cycle between files', ['no-folder-cycles'], CIRCLE],
    [
      'folders that import each other, one of them only a type',
      ['no-folder-cycles'],
      {
        ...CIRCLE,
        'shared/logging/key.ts':
          "import type { key } from '../dynamodb/key.ts';\nexport type Key = typeof key;",
      },
    ],
    ['an import of a missing file', ['no-unresolvable'], { 'scripts/demo.ts': "import './gone.ts';" }],
  ])('forbid %s', async (_, rules, files) => {
    plant(files);
    expect(await broken()).toEqual(rules.toSorted());
  });

  test('report a forbidden module once, with the shortest path to it', async () => {
    plant({
      'functions/customer/domain/view.ts': "import './customer.ts';",
      'shared/values/name.ts': "import '../dynamodb/commit.ts';",
    });
    const { violations } = await findViolations(tree, FOLDERS);
    expect(violations).toEqual([
      `domain-is-pure: ${domain} → shared/values/name.ts → shared/dynamodb/commit.ts (shortest of 2 paths)`,
    ]);
  });

  test('report a cycle of folders once, with an import in each direction', async () => {
    plant(CIRCLE);
    const { violations } = await findViolations(tree, FOLDERS);
    expect(violations).toEqual([
      'no-folder-cycles: shared/dynamodb → shared/logging → shared/dynamodb: ' +
        'shared/dynamodb/commit.ts imports shared/logging/level.ts, and ' +
        'shared/logging/key.ts imports shared/dynamodb/key.ts',
    ]);
  });

  test('report a cycle of files once', async () => {
    plant({
      'scripts/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
      'scripts/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
    });
    const { violations } = await findViolations(tree, FOLDERS);
    expect(violations).toEqual(['no-cycles: scripts/a.ts → scripts/b.ts → scripts/a.ts']);
  });
});

/** The linter's output for a file with one line, with the project's own configuration. */
const linted = (path: string, line: string): string => {
  cpSync(join(root, 'scripts/dependencies/pure.grit'), join(tree, 'scripts/dependencies/pure.grit'));
  const settings = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  plant({ [path]: line, 'biome.json': JSON.stringify({ ...settings, vcs: { enabled: false } }) });
  try {
    const binary = join(root, 'node_modules/.bin/biome');
    return execFileSync(binary, ['lint', path], { cwd: tree, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
};

describe('domain code', () => {
  test.each([
    "export const key = process.env['KEY'];",
    'export const now = Date.now();',
    'export const now = new Date();',
    'export const now = Date();',
    'export const { now } = Date;',
    'export const clock = Date.now;',
    'export const chance = Math.random();',
    'export const id = crypto.randomUUID();',
    "export const now = Date['now']();",
    "export const chance = Math['random']();",
    'export const later = [1].map(Date);',
    'export const now = Reflect.construct(Date, []);',
    'export const today = new Intl.DateTimeFormat().format();',
    'export const now = Temporal.Now.instant();',
    "console.log('a rule was asked');",
    'export const now = performance.now();',
    'setTimeout(() => undefined, 1);',
    'export const all = globalThis.process;',
  ])('may not contain: %s', (line) => {
    expect(linted('functions/customer/domain/rule.ts', line)).toContain('Domain code must');
    expect(linted('shared/values/rule.ts', line)).toContain('Domain code must');
  });

  test('may not generate an id', () => {
    const line = "import { newId } from '../../../shared/values/ids.ts';\nexport const id = newId();";
    expect(linted('functions/customer/domain/rule.ts', line)).toContain('Ids are random');
  });

  test('may calculate with a time from a parameter', () => {
    const line = "export const time = new Date(Date.parse('2026-01-01') + Math.max(1, 2)).toISOString();";
    expect(linted('functions/customer/domain/rule.ts', line)).toContain('No fixes applied');
  });
});

test.each(['scripts/import/read.ts', 'bench/flow.ts', 'web/src/start/list.ts'])(
  '%s may not call fetch',
  (path) => {
    const line = "export const customers = await fetch('/api/customers');";
    expect(linted(path, line)).toContain('Call the API through client/');
  },
);
