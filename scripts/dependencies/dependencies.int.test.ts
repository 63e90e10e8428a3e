import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';

const root = join(import.meta.dirname, '../..');

/** A tree of the project's folders, each file with the imports that matter to the rules; nothing is forbidden. */
const HARMLESS: Readonly<Record<string, string>> = {
  'functions/customer/domain/customer.ts': "import '../../../shared/values/name.ts';",
  'functions/customer/adapters/tables.ts': "import '../../../shared/dynamodb/commit.ts';",
  'functions/customer/handlers/get.ts': "import '../domain/customer.ts';\nimport '../adapters/tables.ts';",
  'functions/catalog/domain/product.ts': 'export const product = 1;',
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

/** Two folders that need each other, though no two files do. */
const CIRCLE: Readonly<Record<string, string>> = {
  'shared/logging/level.ts': 'export const level = 1;',
  'shared/dynamodb/commit.ts': "import '../logging/level.ts';",
  'shared/dynamodb/key.ts': 'export const key = 1;',
  'shared/logging/key.ts': "import '../dynamodb/key.ts';",
};

const FOLDERS = [
  'contracts',
  'client',
  'functions',
  'shared',
  'infra',
  'local',
  'scripts',
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

/** The names of the rules that the tree breaks, each once. */
const broken = async (): Promise<string[]> => {
  const { violations } = await findViolations(tree, FOLDERS);
  return [...new Set(violations.map((violation) => violation.split(':')[0] as string))].sort();
};

describe('the import rules', () => {
  test('allow what the project does', async () => {
    expect(await findViolations(tree, FOLDERS)).toMatchObject({ violations: [] });
  });

  test('fail when a folder is not there, rather than finding nothing in it', async () => {
    await expect(findViolations(tree, [...FOLDERS, 'gone'])).rejects.toThrow();
  });

  test('allow a test, and what is for tests, to need what needs its folder', async () => {
    plant({
      'shared/values/name.unit.test.ts': "import '../testing/names.ts';",
      'shared/testing/names.ts': "import '../values/name.ts';",
    });
    expect(await broken()).toEqual([]);
  });

  const domain = 'functions/customer/domain/customer.ts';
  test.each<[what: string, rules: string[], files: Readonly<Record<string, string>>]>([
    [
      'a domain file that needs a table',
      ['domain-is-pure', 'domain-knows-rules-alone'],
      { [domain]: "import '../../../shared/dynamodb/commit.ts';" },
    ],
    [
      'a domain file that needs a table through a value',
      ['domain-is-pure'],
      { 'shared/values/name.ts': "import '../dynamodb/commit.ts';" },
    ],
    [
      'a domain file that loads a table later',
      ['domain-is-pure', 'domain-knows-rules-alone'],
      { [domain]: "export const later = () => import('../../../shared/dynamodb/commit.ts');" },
    ],
    [
      'a domain file that knows the type of a table',
      ['domain-knows-rules-alone'],
      {
        [domain]: "import type { Write } from '../../../shared/dynamodb/commit.ts';\nexport type A = Write;",
      },
    ],
    [
      'a domain file that needs the logger',
      ['domain-is-pure', 'domain-knows-rules-alone'],
      { [domain]: "import '../../../shared/logging/logger.ts';" },
    ],
    [
      'a domain file that needs an adapter',
      ['domain-is-pure', 'domain-knows-rules-alone'],
      { [domain]: "import '../adapters/tables.ts';" },
    ],
    [
      'a domain file that needs the SDK',
      ['domain-is-pure', 'domain-knows-rules-alone'],
      { [domain]: "import '@aws-sdk/client-dynamodb';" },
    ],
    [
      'a domain file that needs Node',
      ['domain-is-pure', 'domain-knows-rules-alone'],
      { [domain]: "import 'node:process';" },
    ],
    [
      'a service that knows another',
      ['services-reach-no-other', 'services-share-nothing'],
      { 'functions/customer/adapters/tables.ts': "import '../../catalog/domain/product.ts';" },
    ],
    [
      'a service that knows another through shared code',
      ['services-reach-no-other', 'shared-knows-no-service'],
      {
        'functions/customer/adapters/tables.ts': "import '../../../shared/logging/logger.ts';",
        'shared/logging/logger.ts': "import '../../functions/catalog/domain/product.ts';",
      },
    ],
    [
      'a contract that needs a table through a value',
      ['contracts-reach-values-alone', 'page-runs-in-a-browser'],
      { 'shared/values/text.ts': "import '../dynamodb/commit.ts';" },
    ],
    [
      'shared code that knows a service',
      ['shared-knows-no-service'],
      { 'shared/logging/logger.ts': "import '../../functions/catalog/domain/product.ts';" },
    ],
    [
      'a Lambda that knows how it is run locally',
      ['functions-reach-nothing-local', 'functions-stand-alone'],
      { 'functions/customer/handlers/get.ts': "import '../../../local/engine.ts';" },
    ],
    [
      'a Lambda that needs what is for tests',
      ['testing-is-for-tests'],
      { 'functions/customer/handlers/get.ts': "import '../../../shared/testing/fixed.ts';" },
    ],
    [
      'the local system that knows the wiring',
      ['local-reaches-the-template-alone', 'local-runs-the-template-alone'],
      { 'local/engine.ts': "import '../infra/app.ts';" },
    ],
    [
      'the local system that knows what starts it',
      [
        'local-reaches-the-template-alone',
        'local-runs-the-template-alone',
        'no-circles-of-folders',
        'no-cycles',
      ],
      { 'local/engine.ts': "import '../scripts/start/main.ts';\nexport const engine = 1;" },
    ],
    [
      'a local service that reads the template',
      ['local-services-know-no-template', 'local-services-reach-no-template'],
      {
        'local/services/sqs.ts': "import '../template/load.ts';",
        'local/template/load.ts': 'export const load = 1;',
      },
    ],
    [
      'a local service that reads the template through something else',
      ['local-services-reach-no-template'],
      {
        'local/services/sqs.ts': "import '../queues/model.ts';",
        'local/queues/model.ts': "import '../template/load.ts';",
        'local/template/load.ts': 'export const load = 1;',
      },
    ],
    [
      'the local system that knows a type of the page',
      ['local-runs-the-template-alone'],
      { 'local/engine.ts': "import type {} from '../web/src/main.tsx';\nexport const engine = 1;" },
    ],
    [
      'a test of the local system that knows the product',
      ['local-runs-the-template-alone'],
      { 'local/engine.int.test.ts': "import '../shared/values/name.ts';" },
    ],
    [
      'the start that needs a handler',
      ['start-needs-no-code-of-the-services'],
      { 'scripts/start/main.ts': "import '../../functions/customer/handlers/get.ts';" },
    ],
    [
      'the wiring that knows a handler',
      ['infra-needs-contracts-alone', 'infra-reaches-contracts-alone'],
      { 'infra/app.ts': "import '../functions/customer/handlers/get.ts';" },
    ],
    [
      'a script that needs the local system',
      ['scripts-reach-the-API-alone', 'scripts-use-the-API'],
      { 'scripts/tool.ts': "import '../local/engine.ts';" },
    ],
    [
      'a script that needs the local system through what starts it',
      ['scripts-reach-the-API-alone'],
      { 'scripts/tool.ts': "import './start/main.ts';" },
    ],
    [
      'the page that needs Node',
      ['page-runs-in-a-browser', 'web-runs-in-a-browser'],
      { 'web/src/main.tsx': "import 'node:util';" },
    ],
    [
      'the page that needs Node through a value',
      ['page-runs-in-a-browser'],
      {
        'shared/values/text.ts': "import { inspect } from 'node:util';\nexport const text = inspect;",
      },
    ],
    [
      'the page that needs the SDK through its shared code',
      ['page-runs-in-a-browser', 'web-talks-to-the-API-alone'],
      { 'web/src/main.tsx': "import '../../shared/dynamodb/commit.ts';" },
    ],
    [
      'a client that loads a contract',
      ['client-needs-no-contract-at-run-time', 'client-runs-anywhere'],
      { 'client/call.ts': "import '../contracts/routes.ts';" },
    ],
    [
      'a client that needs a value with a schema',
      ['client-runs-anywhere'],
      { 'client/call.ts': "import '../shared/values/name.ts';" },
    ],
    [
      'a client that knows a service',
      ['client-knows-contracts-alone'],
      { 'client/call.ts': "import type {} from '../functions/catalog/domain/product.ts';" },
    ],
    [
      'a Lambda that calls the API',
      ['functions-reach-nothing-local', 'functions-stand-alone'],
      { 'functions/customer/handlers/get.ts': "import '../../../client/call.ts';" },
    ],
    [
      'a page that calls the API past its own folder for that',
      ['page-has-one-door-to-the-API'],
      { 'web/src/main.tsx': "import '../../client/call.ts';" },
    ],
    [
      'a page that imports another',
      ['pages-import-no-other-page'],
      {
        'web/src/pages/customers/list.tsx': "import '../products/link.tsx';",
        'web/src/pages/products/link.tsx': 'export const link = 1;',
      },
    ],
    [
      'a part of the page that imports a page',
      ['only-the-router-imports-pages'],
      {
        'web/src/router.tsx': "import('./pages/products/link.tsx');",
        'web/src/links/link.tsx': "import '../pages/products/link.tsx';",
        'web/src/pages/products/link.tsx': 'export const link = 1;',
      },
    ],
    [
      'files that need each other',
      ['no-cycles'],
      {
        'scripts/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
        'scripts/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
      },
    ],
    ['folders that need each other, through files that do not', ['no-circles-of-folders'], CIRCLE],
    [
      'folders that need each other, one of them only for a type',
      ['no-circles-of-folders'],
      {
        ...CIRCLE,
        'shared/logging/key.ts':
          "import type { key } from '../dynamodb/key.ts';\nexport type Key = typeof key;",
      },
    ],
    ['an import of nothing', ['no-unresolvable'], { 'scripts/demo.ts': "import './gone.ts';" }],
  ])('forbid %s', async (_, rules, files) => {
    plant(files);
    expect(await broken()).toEqual(rules);
  });

  test('tell the way to what is forbidden, once', async () => {
    plant({
      'functions/customer/domain/view.ts': "import './customer.ts';",
      'shared/values/name.ts': "import '../dynamodb/commit.ts';",
    });
    const { violations } = await findViolations(tree, FOLDERS);
    expect(violations).toEqual([
      `domain-is-pure: ${domain} → shared/values/name.ts → shared/dynamodb/commit.ts (the shortest way; 1 more)`,
    ]);
  });

  test('tell of a circle of folders once, with an import of each direction', async () => {
    plant(CIRCLE);
    const { violations } = await findViolations(tree, FOLDERS);
    expect(violations).toEqual([
      'no-circles-of-folders: shared/dynamodb → shared/logging → shared/dynamodb: ' +
        'shared/dynamodb/commit.ts imports shared/logging/level.ts, and ' +
        'shared/logging/key.ts imports shared/dynamodb/key.ts',
    ]);
  });

  test('tell of a cycle once', async () => {
    plant({
      'scripts/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
      'scripts/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
    });
    const { violations } = await findViolations(tree, FOLDERS);
    expect(violations).toEqual(['no-cycles: scripts/a.ts → scripts/b.ts → scripts/a.ts']);
  });
});

/** What the linter, with the project's own configuration, says of one line in a file. */
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

describe('a rule of the domain', () => {
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
  ])('may not say: %s', (line) => {
    expect(linted('functions/customer/domain/rule.ts', line)).toContain('Rules know');
    expect(linted('shared/values/rule.ts', line)).toContain('Rules know');
  });

  test('may not make an id', () => {
    const line = "import { newId } from '../../../shared/values/ids.ts';\nexport const id = newId();";
    expect(linted('functions/customer/domain/rule.ts', line)).toContain('A new id is chance');
  });

  test('may calculate with a time that it is given', () => {
    const line = "export const time = new Date(Date.parse('2026-01-01') + Math.max(1, 2)).toISOString();";
    expect(linted('functions/customer/domain/rule.ts', line)).toContain('No fixes applied');
  });
});

test.each(['scripts/import/read.ts', 'bench/flow.ts', 'web/src/start/list.ts'])(
  '%s may not fetch by itself',
  (path) => {
    const line = "export const customers = await fetch('/api/customers');";
    expect(linted(path, line)).toContain('Call the API through client/');
  },
);
