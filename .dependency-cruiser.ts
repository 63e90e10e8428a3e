import type { IConfiguration } from 'dependency-cruiser';

/** Who may import whom. */
const config: IConfiguration = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
      to: { path: '^(infra|local|scripts|test|bench|web)/' },
    },
    {
      name: 'shared-knows-no-service',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { path: '^functions/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules know no AWS, no logger, no table.',
      severity: 'error',
      from: { path: '^functions/[^/]+/domain/', pathNot: '\\.test\\.ts$' },
      to: {
        path: [
          '/adapters/',
          '/handlers/',
          '^shared/(logging|config|consumers|outbox)/',
          'node_modules/@aws-',
        ],
      },
    },
    {
      name: 'local-runs-the-template-alone',
      comment: 'Wiring is read from the synthesized template, never from infra/ or functions/.',
      severity: 'error',
      from: { path: '^local/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(infra|functions|shared)/' },
    },
    {
      name: 'infra-needs-contracts-alone',
      severity: 'error',
      comment: 'CloudFront sends the headers that the page says it needs.',
      from: { path: '^infra/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(functions|local|web)/', pathNot: '^web/security-headers\\.ts$' },
    },
    {
      name: 'web-talks-to-the-API-alone',
      comment: 'Of the services it knows what they validate with, and what they answer.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: {
        path: '^(functions|shared|infra|local|scripts|bench|test)/',
        pathNot: [
          '^functions/[^/]+/domain/',
          '^shared/values/',
          '^shared/http/(problem|field-errors)\\.ts$',
          '^shared/paging/(cursor|max-ids)\\.ts$',
          '^shared/projections/pair-page\\.ts$',
        ],
      },
    },
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { dependencyTypes: ['core'] },
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
