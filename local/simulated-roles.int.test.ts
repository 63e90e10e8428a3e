import { beforeAll, expect, inject, it } from 'vitest';
import type { RequestContext } from './iam/conditions.ts';
import { roleStatements } from './iam/managed-policies.ts';
import { evaluate } from './iam/policy.ts';
import type { PolicyStatement } from './iam/role.ts';
import { simulated } from './iam/testing/simulated.ts';
import { loadSystem } from './template/load-system.ts';

let roles: { readonly name: string; readonly statements: readonly PolicyStatement[] }[] = [];
/** What the roles of the app name. */
let actions: string[] = [];
let resources: string[] = [];

/** Actions of the same services that no role should have. */
const others = [
  'dynamodb:DeleteTable',
  'dynamodb:TransactWriteItems',
  'dynamodb:UpdateTable',
  'events:PutRule',
  'iam:PassRole',
  'lambda:InvokeAsync',
  'lambda:UpdateFunctionCode',
  'logs:DeleteLogGroup',
  'sqs:DeleteQueue',
  'sqs:PurgeQueue',
];

const sources = ['multidomain.customer', 'multidomain.catalog', 'multidomain.purchases', 'multidomain'];
const contexts: readonly RequestContext[] = [[], ...sources.map((source) => [source])].map((source) => ({
  'events:source': source,
}));

/** Resources that are almost one that is named. */
const almost = (resource: string): string[] => [
  `${resource}x`,
  resource.slice(0, -1),
  `${resource}/index/other`,
  resource.replace(':000000000000:', ':111111111111:'),
  resource.toLowerCase(),
];

beforeAll(() => {
  roles = loadSystem(inject('assemblyDir')).roles.map((role) => ({
    name: role.name,
    statements: roleStatements(role),
  }));
  const statements = roles.flatMap((role) => role.statements);
  const named = new Set(statements.flatMap(({ Action }) => Action));
  actions = [...named].filter((action) => !action.includes('*'));
  // What has no effect locally, such as a log group, has no ARN. A request on `*` asks iam-simulate whether anything is allowed.
  resources = [...new Set(statements.flatMap(({ Resource }) => Resource))].filter((one) =>
    one.startsWith('arn:'),
  );
});

/** The requests on which the implementations differ, of a role. */
function differences(
  { name, statements }: (typeof roles)[number],
  requested: readonly string[],
  on: readonly string[],
): string[] {
  const conditional = statements.some(({ Condition }) => Condition !== undefined);
  return (conditional ? contexts : contexts.slice(0, 1)).flatMap((context) =>
    requested.flatMap((action) =>
      on.flatMap((resource) => {
        const ours = evaluate(statements, action, resource, context);
        const theirs = simulated(statements, action, resource, context);
        return ours === theirs ? [] : [`${name}: ${action} on ${resource}: ${ours}, not ${theirs}`];
      }),
    ),
  );
}

it('every role may do what it may do by another implementation of IAM, and no more', () => {
  expect([roles.length, actions.length, resources.length].every((count) => count > 20)).toBe(true);
  const requested = [...actions, ...others];
  expect(roles.flatMap((role) => differences(role, requested, resources))).toEqual([]);
});

it('so it is for resources that are almost the ones it names, and for actions in capitals', () => {
  const found = roles.flatMap((role) => {
    const own = role.statements.flatMap(({ Resource }) => Resource).filter((one) => one.startsWith('arn:'));
    const named = [...new Set(role.statements.flatMap(({ Action }) => Action))].filter(
      (action) => !action.includes('*'),
    );
    const near = [...new Set(own)].flatMap(almost);
    return [
      ...differences(role, named, near),
      ...differences(
        role,
        named.map((action) => action.toUpperCase()),
        own,
      ),
    ];
  });
  expect(found).toEqual([]);
});
