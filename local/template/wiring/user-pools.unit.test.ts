import { expect, it } from 'vitest';
import { buildSystem } from '../load-system.ts';
import { anAssembly, type DeclaredResource, shopResources } from '../testing/templates.ts';

type Resources = Record<string, DeclaredResource>;

/** The shop, whose orders are for those who have signed in. */
function membersOnly(): Resources {
  const resources = shopResources();
  const declare = (logicalId: string, Type: string, Properties: Record<string, unknown>) => {
    resources[logicalId] = { Type, Properties };
  };
  const UserPoolId = { Ref: 'Pool' };
  declare('Pool', 'AWS::Cognito::UserPool', {});
  declare('Domain', 'AWS::Cognito::UserPoolDomain', { UserPoolId, Domain: 'shop' });
  declare('Readers', 'AWS::Cognito::UserPoolGroup', { UserPoolId, GroupName: 'reader' });
  declare('Client', 'AWS::Cognito::UserPoolClient', {
    UserPoolId,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['openid'],
    CallbackURLs: ['http://localhost/'],
  });
  declare('Authorizer', 'AWS::ApiGateway::Authorizer', {
    RestApiId: { Ref: 'Api' },
    Type: 'COGNITO_USER_POOLS',
    IdentitySource: 'method.request.header.Authorization',
    ProviderARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }],
  });
  set(resources, 'GetOrders', {
    AuthorizationType: 'COGNITO_USER_POOLS',
    AuthorizerId: { Ref: 'Authorizer' },
    AuthorizationScopes: ['openid'],
  });
  return resources;
}

const set = (resources: Resources, logicalId: string, values: Record<string, unknown>): unknown =>
  Object.assign(resources[logicalId]?.Properties ?? {}, values);

const build = (resources: Resources) => buildSystem(anAssembly({ Shop: { Resources: resources } }));

it('a well wired user pool has its clients and groups, with Cognito’s lifetimes of tokens', () => {
  const { userPools } = build(membersOnly());
  expect(userPools).toMatchObject([
    {
      logicalId: 'Pool',
      clients: [
        {
          name: 'Shop-Client',
          accessTokenSeconds: 3_600,
          idTokenSeconds: 3_600,
          refreshTokenSeconds: 30 * 24 * 3_600,
        },
      ],
      groups: [{ name: 'reader' }],
    },
  ]);
  expect(userPools[0]).not.toHaveProperty('name');
});

/** Lets the function look up people. */
const grant = (resources: Resources, userPool: unknown): void => {
  const statement = { Effect: 'Allow', Action: 'cognito-idp:ListUsers', Resource: userPool };
  resources['Grant'] = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      ...resources['Policy']?.Properties,
      PolicyName: 'Grant',
      PolicyDocument: { Statement: [statement] },
    },
  };
};

it('a function may be granted calls of a user pool', () => {
  const resources = membersOnly();
  grant(resources, { 'Fn::GetAtt': ['Pool', 'Arn'] });
  expect(() => build(resources)).not.toThrow();
});

it.each<[string, (resources: Resources) => unknown, RegExp]>([
  [
    'a grant for a pool that does not exist',
    (r) => grant(r, 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/none'),
    /Shop\/Grant: grants cognito-idp:ListUsers on arn:.*userpool\/none, which is not in the template/,
  ],
  [
    'a client of no user pool',
    (r) => set(r, 'Client', { UserPoolId: 'us-east-1_elsewhere' }),
    /Shop\/Client: UserPoolId is us-east-1_elsewhere; allowed: an AWS::Cognito::UserPool of the template/,
  ],
  [
    'a group of no user pool',
    (r) => set(r, 'Readers', { UserPoolId: 'us-east-1_elsewhere' }),
    /Shop\/Readers: UserPoolId is us-east-1_elsewhere/,
  ],
  [
    'two groups of one name',
    (r) => {
      r['More'] = { Type: 'AWS::Cognito::UserPoolGroup', Properties: { ...r['Readers']?.Properties } };
    },
    /Shop\/More: is the second group reader of its user pool/,
  ],
  [
    'a pool without pages for the clients that sign people in',
    (r) => delete r['Domain'],
    /Shop\/Pool: has clients that sign people in, but no AWS::Cognito::UserPoolDomain/,
  ],
  [
    'a client that signs people in without a callback',
    (r) => set(r, 'Client', { CallbackURLs: [] }),
    /Shop\/Client: CallbackURLs is empty, so that nobody can sign in/,
  ],
  [
    'a callback that Cognito refuses',
    (r) => set(r, 'Client', { CallbackURLs: ['http://example.com/'] }),
    /Shop\/Client: .*CallbackURLs\.0 is "http:\/\/example\.com\/"; allowed: an https address/,
  ],
  [
    'a client with a secret',
    (r) => set(r, 'Client', { GenerateSecret: true }),
    /Shop\/Client: .*GenerateSecret is true; allowed: false/,
  ],
  [
    'the implicit flow',
    (r) => set(r, 'Client', { AllowedOAuthFlows: ['implicit'] }),
    /Shop\/Client: .*AllowedOAuthFlows\.0 is "implicit"; allowed: "code"/,
  ],
  [
    'a pool that calls functions',
    (r) => set(r, 'Pool', { LambdaConfig: { PreSignUp: 'arn' } }),
    /Shop\/Pool: .*unknown property LambdaConfig/,
  ],
  [
    'an authorizer with a pool that does not exist',
    (r) =>
      set(r, 'Authorizer', { ProviderARNs: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/none'] }),
    /Shop\/Authorizer: ProviderARNs has arn:.*userpool\/none; allowed: an AWS::Cognito::UserPool/,
  ],
  [
    'an authorizer of another kind',
    (r) => set(r, 'Authorizer', { Type: 'TOKEN' }),
    /Shop\/Authorizer: .*Type is "TOKEN"; allowed: "COGNITO_USER_POOLS"/,
  ],
  [
    'an authorizer of an API that does not exist',
    (r) => set(r, 'Authorizer', { RestApiId: 'none' }),
    /Shop\/Authorizer: RestApiId is none; allowed: an AWS::ApiGateway::RestApi/,
  ],
  [
    'a method with an authorizer that does not exist',
    (r) => set(r, 'GetOrders', { AuthorizerId: 'none' }),
    /Shop\/GetOrders: AuthorizerId is none; allowed: an AWS::ApiGateway::Authorizer of its API/,
  ],
  [
    'a method without the authorizer that it needs',
    (r) => delete r['GetOrders']?.Properties['AuthorizerId'],
    /Shop\/GetOrders: AuthorizerId is missing/,
  ],
  [
    'a method for everybody with an authorizer',
    (r) => set(r, 'GetOrders', { AuthorizationType: 'NONE' }),
    /Shop\/GetOrders: has an AuthorizerId, but AuthorizationType NONE/,
  ],
  [
    'a scope that no client may ask for',
    (r) => set(r, 'GetOrders', { AuthorizationScopes: ['openid', 'orders/write'] }),
    /Shop\/GetOrders: no client may ask for the scope orders\/write; allowed: openid/,
  ],
])('%s stops the start', (_, change, expected) => {
  const resources = membersOnly();
  change(resources);
  expect(() => build(resources)).toThrow(expected);
});
