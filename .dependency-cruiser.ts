import type { IConfiguration } from 'dependency-cruiser';

const TESTS = ['\\.test\\.tsx?$', '/testing/'];

/** What `domain/` may import besides itself: code without AWS, clock or environment. */
const PURE = [
  '^contracts/',
  '^shared/values/',
  '^shared/search/terms\\.ts$',
  '^shared/refusals/refusal\\.ts$',
  // Node's util, for isDeepStrictEqual.
  '^util$',
];

/** Modules that `domain/` may import types from, but nothing at run time. */
const PURE_TYPES = [
  '^shared/counters/ranking\\.ts$',
  '^shared/replicas/replicas\\.ts$',
  '^shared/search/search-row\\.ts$',
];

/** Functions that belong to no service, and look at all of them. No service may import them. */
const OPERATIONS = '^functions/operations/';

/** The headers that the page needs from whatever serves it: CloudFront and the local server. */
const PAGE_HEADERS = '^web/security-headers\\.ts$';

/** Everything except for the local runtime, which can run any CDK app. */
const PRODUCT =
  '^(contracts|functions|shared|infra|web|client|sales-files|sales-import|scripts|simulation|test|bench)/';

/** Rules for direct imports, including types. */
const config: IConfiguration = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'handlers-use-adapters',
      comment: 'Handlers parse, call an adapter and answer. Locking and retries belong to adapters.',
      severity: 'error',
      from: { path: '^functions/[^/]+/handlers/', pathNot: TESTS },
      to: { path: '^shared/(dynamodb|retries)/' },
    },
    {
      name: 'services-do-not-import-each-other',
      comment: 'Services know each other only by their events.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/', pathNot: OPERATIONS },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'operations-import-only-domains',
      comment:
        'What compares the tables of services knows their pure rules, and uses none of their adapters.',
      severity: 'error',
      from: { path: OPERATIONS, pathNot: TESTS },
      to: { path: '^functions/', pathNot: [OPERATIONS, '^functions/[^/]+/domain/'] },
    },
    {
      name: 'functions-do-not-import-tooling',
      comment: 'Code that runs on AWS does not know how it is deployed or run locally.',
      severity: 'error',
      from: { path: '^(functions|shared)/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: '^(infra|local|client|scripts|test|bench|web)/' },
    },
    {
      name: 'shared-does-not-import-services',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { path: '^functions/' },
    },
    {
      name: 'contracts-import-only-values',
      comment: 'Contracts can be read without the code of any service.',
      severity: 'error',
      from: { path: '^contracts/', pathNot: TESTS },
      to: { pathNot: ['^contracts/', '^shared/values/', '^node_modules/(zod|uuid)/', '^util$'] },
    },
    {
      name: 'client-imports-only-contracts',
      comment: 'And contracts only as types: a client runs anywhere, without schemas.',
      severity: 'error',
      from: { path: '^client/', pathNot: TESTS },
      to: { pathNot: ['^client/', '^contracts/', '^shared/values/'] },
    },
    {
      name: 'client-imports-contracts-only-as-types',
      severity: 'error',
      from: { path: '^client/', pathNot: TESTS },
      to: { path: '^contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sales-files-run-anywhere',
      comment: 'The page can read sales files as well: no Node, and nothing of the system.',
      severity: 'error',
      from: { path: '^sales-files/', pathNot: TESTS },
      to: {
        pathNot: [
          '^sales-files/',
          '^shared/values/',
          '^node_modules/(@fontsource-variable|chardet|csv-parse/dist/esm|read-excel-file/universal|uuid|zod)/',
        ],
      },
    },
    {
      name: 'sales-import-runs-anywhere',
      comment: 'The page imports sales as the command does: no Node, and nothing of the system but its API.',
      severity: 'error',
      from: { path: '^sales-import/', pathNot: TESTS },
      to: { pathNot: ['^(sales-import|sales-files|client|contracts|shared/values)/'] },
    },
    {
      name: 'only-the-api-folder-imports-the-client',
      severity: 'error',
      from: { path: '^web/src/(?!api/)' },
      to: { path: '^client/' },
    },
    {
      name: 'testing-is-for-tests',
      comment:
        'Test helpers may import what functions may not, so importing them would bypass the other rules. Benchmarks ask handlers as tests do.',
      severity: 'error',
      from: { pathNot: [TESTS, '^bench/'].flat() },
      to: { path: '/testing/|\\.test\\.tsx?$' },
    },
    {
      name: 'domain-imports-only-domain',
      comment: 'Includes types. domain-is-pure checks what the domain reaches at run time.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/domain/', pathNot: TESTS },
      to: { pathNot: ['^functions/$1/domain/', ...PURE, ...PURE_TYPES, '^node_modules/zod/'] },
    },
    {
      name: 'local-does-not-import-the-product',
      comment: 'The local runtime can run any CDK app, so neither it nor its tests depend on this product.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: PRODUCT },
    },
    {
      name: 'local-services-do-not-import-the-template',
      comment: 'Local services work with local/model.ts, which local/template/ reads from the template.',
      severity: 'error',
      from: { path: '^local/(aws|endpoint|http|iam|services)/' },
      to: { path: '^local/template/' },
    },
    {
      name: 'infra-does-not-import-services',
      severity: 'error',
      from: { path: '^infra/', pathNot: TESTS },
      to: { path: '^(functions|local|client|web|scripts|test|bench)/', pathNot: PAGE_HEADERS },
    },
    {
      name: 'scripts-do-not-import-the-runtime',
      comment: 'Only scripts/start/ knows how the system runs; backup/ and restore/ know its files.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: ['^scripts/(start|backup|restore)/', ...TESTS] },
      to: { path: '^(local|web|test|bench)/' },
    },
    {
      name: 'start-does-not-import-services',
      comment: 'scripts/start/ runs the CDK app and the build of the page in processes of their own.',
      severity: 'error',
      from: { path: '^scripts/start/', pathNot: TESTS },
      to: { path: '^(contracts|infra|functions|shared|web|test|bench)/', pathNot: PAGE_HEADERS },
    },
    {
      name: 'page-does-not-import-services',
      comment: 'The page may import contracts and shared values.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: {
        path: '^(functions|shared|infra|local|scripts|bench|test)/',
        pathNot: '^shared/values/',
      },
    },
    {
      name: 'page-does-not-import-node',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-do-not-import-each-other',
      comment: 'Components that several pages use belong in folders outside of web/src/pages/.',
      severity: 'error',
      from: { path: '^web/src/pages/([^/]+)/' },
      to: { path: '^web/src/pages/', pathNot: '^web/src/pages/$1/' },
    },
    {
      name: 'only-the-router-imports-pages',
      severity: 'error',
      from: { path: '^web/src/', pathNot: ['^web/src/pages/', '^web/src/router\\.tsx$'] },
      to: { path: '^web/src/pages/' },
    },
    {
      name: 'simulation-imports-only-what-it-runs',
      comment:
        'Handlers and what they use, the client, what operators do, and the local runtime for what the template declares.',
      severity: 'error',
      from: { path: '^simulation/', pathNot: TESTS },
      to: { path: '^(web|test|bench)/' },
    },
    {
      name: 'only-commands-import-the-simulation',
      severity: 'error',
      from: { pathNot: ['^(simulation|scripts|bench)/'] },
      to: { path: '^simulation/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

export default config;

/** Rules for what modules reach at run time, directly or indirectly. Tests are excluded. */
export const atRunTime: NonNullable<IConfiguration['forbidden']> = [
  {
    name: 'domain-is-pure',
    comment: 'The domain does not use AWS, the logger, tables, the clock or the environment.',
    severity: 'error',
    from: { path: '^functions/[^/]+/domain/' },
    to: { reachable: true, pathNot: ['^functions/[^/]+/domain/', ...PURE, '^node_modules/(zod|uuid)/'] },
  },
  {
    name: 'only-handlers-reach-HTTP',
    comment: 'Domain and adapters refuse with a code. Only handlers and shared/http map it to a status.',
    severity: 'error',
    from: {
      path: ['^functions/[^/]+/(domain|adapters)/', '^shared/(?!http/)'],
    },
    to: { reachable: true, path: '^shared/http/' },
  },
  {
    name: 'page-runs-in-a-browser',
    comment:
      'Everything else uses Node or AWS, or has not been checked for it. If it uses neither, add it here.',
    severity: 'error',
    from: { path: '^web/src/' },
    to: {
      reachable: true,
      pathNot: [
        '^(web/src|client|contracts|sales-files|sales-import|shared/values)/',
        '^node_modules/(@fontsource-variable|chardet|csv-parse/dist/esm|csv-stringify/dist/esm|read-excel-file/universal|zod|uuid|react|react-dom|@mantine|@tanstack|oidc-client-ts|jwt-decode)/',
      ],
    },
  },
  {
    name: 'client-runs-anywhere',
    comment: 'The page loads the client too, so it uses neither schemas nor Node.',
    severity: 'error',
    from: { path: '^client/' },
    to: { reachable: true, pathNot: ['^client/', '^shared/values/json-text\\.ts$'] },
  },
  {
    name: 'local-does-not-reach-the-product',
    comment: 'Nothing that the local runtime imports leads to this product.',
    severity: 'error',
    from: { path: '^local/' },
    to: { reachable: true, path: PRODUCT },
  },
  {
    name: 'infra-does-not-reach-services',
    severity: 'error',
    from: { path: '^infra/' },
    to: { reachable: true, path: '^(functions|local|web)/', pathNot: PAGE_HEADERS },
  },
  {
    name: 'services-do-not-reach-each-other',
    comment: 'Nothing that a service imports leads to another one.',
    severity: 'error',
    from: { path: '^functions/([^/]+)/', pathNot: OPERATIONS },
    to: { reachable: true, path: '^functions/', pathNot: '^functions/$1/' },
  },
  {
    name: 'contracts-reach-only-values',
    severity: 'error',
    from: { path: '^contracts/' },
    to: { reachable: true, pathNot: ['^(contracts|shared/values)/', '^node_modules/(zod|uuid)/', '^util$'] },
  },
  {
    name: 'local-services-do-not-reach-the-template',
    severity: 'error',
    from: { path: '^local/(aws|endpoint|http|iam|services)/' },
    to: { reachable: true, path: '^local/template/' },
  },
  {
    name: 'scripts-do-not-reach-the-runtime',
    severity: 'error',
    from: { path: '^scripts/', pathNot: '^scripts/(start|backup|restore)/' },
    to: { reachable: true, path: '^(local|web|test|bench)/', pathNot: PAGE_HEADERS },
  },
  {
    name: 'functions-do-not-reach-tooling',
    severity: 'error',
    from: { path: '^(functions|shared)/' },
    to: { reachable: true, path: '^(infra|local|client|scripts|test|bench|web)/' },
  },
];

/** Rules for imports between folders, including types. Tests and their helpers are excluded. */
export const betweenFolders: NonNullable<IConfiguration['forbidden']> = [
  {
    name: 'no-folder-cycles',
    comment: 'Of two folders that import each other, neither can be read, changed or moved alone.',
    severity: 'error',
    scope: 'folder',
    from: {},
    to: { circular: true },
  },
];
