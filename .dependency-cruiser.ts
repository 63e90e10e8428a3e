import type { IConfiguration } from 'dependency-cruiser';

const TESTS = ['\\.test\\.tsx?$', '/testing/'];

/** What `domain/` may need of the shared code and of Node: rules and values, without AWS, clock or environment. */
const PURE = [
  '^contracts/',
  '^shared/values/',
  '^shared/search/terms\\.ts$',
  '^shared/refusals/refusal\\.ts$',
  // Node's, for isDeepStrictEqual.
  '^util$',
];

/** Shapes that `domain/` takes from storage; none is there at run time. */
const PURE_TYPES = [
  '^shared/counters/ranking\\.ts$',
  '^shared/replicas/replicas\\.ts$',
  '^shared/search/search-index\\.ts$',
];

/** The headers that the page needs, which whoever serves it sends: CloudFront and the local server. */
const PAGE_HEADERS = '^web/security-headers\\.ts$';

/** All of the project but the runtime for CDK apps. */
const PRODUCT = '^(contracts|functions|shared|infra|web|client|scripts|test|bench)/';

/** Who may import whom, types included, import by import. */
const config: IConfiguration = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'handlers-change-nothing-themselves',
      comment: 'They parse, call an adapter and answer; locking and retries are for the tables.',
      severity: 'error',
      from: { path: '^functions/[^/]+/handlers/', pathNot: TESTS },
      to: { path: '^shared/(dynamodb|retries)/' },
    },
    {
      name: 'services-share-nothing',
      comment: 'A service knows others by their events alone.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'functions-stand-alone',
      comment: 'What runs on AWS does not know how it is deployed or run locally.',
      severity: 'error',
      from: { path: '^(functions|shared)/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: '^(infra|local|client|scripts|test|bench|web)/' },
    },
    {
      name: 'shared-knows-no-service',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { path: '^functions/' },
    },
    {
      name: 'contracts-stand-on-values-alone',
      comment: 'What services promise is known without any of their code.',
      severity: 'error',
      from: { path: '^contracts/', pathNot: TESTS },
      to: { pathNot: ['^contracts/', '^shared/values/', '^node_modules/(zod|uuid)/', '^util$'] },
    },
    {
      name: 'client-knows-contracts-alone',
      comment: 'And those as types: a client runs anywhere, without schemas.',
      severity: 'error',
      from: { path: '^client/', pathNot: TESTS },
      to: { pathNot: ['^client/', '^contracts/', '^shared/values/'] },
    },
    {
      name: 'client-needs-no-contract-at-run-time',
      severity: 'error',
      from: { path: '^client/', pathNot: TESTS },
      to: { path: '^contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-has-one-door-to-the-API',
      severity: 'error',
      from: { path: '^web/src/(?!api/)' },
      to: { path: '^client/' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'What only tests need reaches what no Lambda may: it would be a way around the other rules.',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: '/testing/|\\.test\\.tsx?$' },
    },
    {
      name: 'domain-knows-rules-alone',
      comment: 'Types count here: what domain needs at run time is held below, through all that it imports.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/domain/', pathNot: TESTS },
      to: { pathNot: ['^functions/$1/domain/', ...PURE, ...PURE_TYPES, '^node_modules/zod/'] },
    },
    {
      name: 'local-runs-the-template-alone',
      comment: 'It could run any CDK app, and so could its tests: nothing in it knows this product.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: PRODUCT },
    },
    {
      name: 'local-services-know-no-template',
      comment: 'They start from local/model.ts; the template is what such a model is read from.',
      severity: 'error',
      from: { path: '^local/(aws|endpoint|http|iam|services)/' },
      to: { path: '^local/template/' },
    },
    {
      name: 'infra-needs-contracts-alone',
      severity: 'error',
      from: { path: '^infra/', pathNot: TESTS },
      to: { path: '^(functions|local|client|web|scripts|test|bench)/', pathNot: PAGE_HEADERS },
    },
    {
      name: 'scripts-use-the-API',
      comment: 'Only what starts the system knows how it runs.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: ['^scripts/start/', ...TESTS] },
      to: { path: '^(local|web|test|bench)/' },
    },
    {
      name: 'start-needs-no-code-of-the-services',
      comment: 'It synthesizes the CDK app and builds the page: both run as processes of their own.',
      severity: 'error',
      from: { path: '^scripts/start/', pathNot: TESTS },
      to: { path: '^(contracts|infra|functions|shared|web|test|bench)/', pathNot: PAGE_HEADERS },
    },
    {
      name: 'web-talks-to-the-API-alone',
      comment: 'Of the services it knows what they promise, and of the shared code what values are.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: {
        path: '^(functions|shared|infra|local|scripts|bench|test)/',
        pathNot: '^shared/values/',
      },
    },
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-import-no-other-page',
      comment: 'What several pages show has a folder of its own below them.',
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

/** Who may need whom at run time, through whatever lies between: of the code without its tests. */
export const atRunTime: NonNullable<IConfiguration['forbidden']> = [
  {
    name: 'domain-is-pure',
    comment: 'Rules know no AWS, no logger, no table, no clock and no environment.',
    severity: 'error',
    from: { path: '^functions/[^/]+/domain/' },
    to: { reachable: true, pathNot: ['^functions/[^/]+/domain/', ...PURE, '^node_modules/(zod|uuid)/'] },
  },
  {
    name: 'only-the-edge-knows-HTTP',
    comment: 'Rules and tables refuse by a code; what HTTP makes of it is for handlers and shared/http.',
    severity: 'error',
    from: {
      path: ['^functions/[^/]+/(domain|adapters)/', '^shared/(?!http/)'],
    },
    to: { reachable: true, path: '^shared/http/' },
  },
  {
    name: 'page-runs-in-a-browser',
    comment: 'All that is not named needs Node or AWS, or nobody has looked whether it does.',
    severity: 'error',
    from: { path: '^web/src/' },
    to: {
      reachable: true,
      pathNot: [
        '^(web/src|client|contracts|shared/values)/',
        '^node_modules/(zod|uuid|react|react-dom|@mantine|@tanstack)/',
      ],
    },
  },
  {
    name: 'client-runs-anywhere',
    comment: 'No schemas, no Node: the page loads it too.',
    severity: 'error',
    from: { path: '^client/' },
    to: { reachable: true, pathNot: ['^client/', '^shared/values/json-text\\.ts$'] },
  },
  {
    name: 'local-reaches-the-template-alone',
    comment: 'Nothing on the way from it leads to this product.',
    severity: 'error',
    from: { path: '^local/' },
    to: { reachable: true, path: PRODUCT },
  },
  {
    name: 'infra-reaches-contracts-alone',
    severity: 'error',
    from: { path: '^infra/' },
    to: { reachable: true, path: '^(functions|local|web)/', pathNot: PAGE_HEADERS },
  },
  {
    name: 'services-reach-no-other',
    comment: 'Nothing that a service imports leads to another one.',
    severity: 'error',
    from: { path: '^functions/([^/]+)/' },
    to: { reachable: true, path: '^functions/', pathNot: '^functions/$1/' },
  },
  {
    name: 'contracts-reach-values-alone',
    severity: 'error',
    from: { path: '^contracts/' },
    to: { reachable: true, pathNot: ['^(contracts|shared/values)/', '^node_modules/(zod|uuid)/', '^util$'] },
  },
  {
    name: 'local-services-reach-no-template',
    severity: 'error',
    from: { path: '^local/(aws|endpoint|http|iam|services)/' },
    to: { reachable: true, path: '^local/template/' },
  },
  {
    name: 'scripts-reach-the-API-alone',
    severity: 'error',
    from: { path: '^scripts/', pathNot: '^scripts/start/' },
    to: { reachable: true, path: '^(local|web|test|bench)/', pathNot: PAGE_HEADERS },
  },
  {
    name: 'functions-reach-nothing-local',
    severity: 'error',
    from: { path: '^(functions|shared)/' },
    to: { reachable: true, path: '^(infra|local|client|scripts|test|bench|web)/' },
  },
];

/** What folders may not do to each other, types included; tests and what is for them may go around. */
export const betweenFolders: NonNullable<IConfiguration['forbidden']> = [
  {
    name: 'no-circles-of-folders',
    comment: 'Of two folders that need each other, neither can be read, changed or moved alone.',
    severity: 'error',
    scope: 'folder',
    from: {},
    to: { circular: true },
  },
];
