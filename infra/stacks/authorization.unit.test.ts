import { describe, expect, test } from 'vitest';
import { importsOf, resourcesOf, services, synthesized } from '../testing/synthesized.ts';

type Templates = ReturnType<typeof synthesized>;

/** The methods of an API: `GET /customers` → what it asks of its callers. */
function methodsOf(parts: Templates) {
  const api = parts.get('Api');
  const resources = new Map(resourcesOf(api, 'AWS::ApiGateway::Resource').map((one) => [one.id, one]));
  const pathOf = (id: string): string => {
    const { properties } = resources.get(id) ?? {};
    return properties === undefined ? '' : `${pathOf(properties.ParentId.Ref)}/${properties.PathPart}`;
  };
  return resourcesOf(api, 'AWS::ApiGateway::Method').map(({ properties }) => ({
    name: `${properties.HttpMethod} ${pathOf(properties.ResourceId.Ref ?? '') || '/'}`,
    asks: {
      AuthorizationType: properties.AuthorizationType,
      AuthorizerId: properties.AuthorizerId,
      AuthorizationScopes: properties.AuthorizationScopes,
    },
  }));
}

/** The functions behind the API: those that it may invoke. */
function functionsBehind(parts: Templates) {
  const names = JSON.stringify(
    resourcesOf(parts.get('Api'), 'AWS::Lambda::Permission').map(({ properties }) => properties.FunctionName),
  );
  return [...services, 'Api' as const].flatMap((part) =>
    resourcesOf(parts.get(part), 'AWS::Lambda::Function').map((handler) => ({
      name: handler.name,
      behindApi: names.includes(handler.id),
      openAccess: handler.properties.Environment.Variables.OPEN_ACCESS,
    })),
  );
}

describe.each([
  ['aws', 'dev'],
  ['aws', 'prod'],
  ['localstack', 'dev'],
  ['embedded', 'dev'],
] as const)('with authorization cognito on %s, stage %s', (target, stage) => {
  const parts = synthesized({ target, stage, authorization: 'cognito' });
  const [authorizer, ...others] = resourcesOf(parts.get('Api'), 'AWS::ApiGateway::Authorizer');
  const methods = methodsOf(parts);

  test('every method of every path, including unmatched ones, requires an access token', () => {
    const asked = {
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: { Ref: authorizer?.id },
      AuthorizationScopes: ['openid'],
    };
    const open = methods.filter(({ asks }) => JSON.stringify(asks) !== JSON.stringify(asked));
    expect(open.map(({ name }) => name)).toEqual([]);
    const names = methods.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['ANY /', 'ANY /{proxy+}', 'POST /customers']));
    expect(methods.length).toBeGreaterThan(30);
  });

  test('the authorizer checks every request against the one user pool, without a cache', () => {
    expect(others).toEqual([]);
    expect(authorizer?.properties).toMatchObject({
      Type: 'COGNITO_USER_POOLS',
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: 'method.request.header.Authorization',
    });
    expect(authorizer?.properties.ProviderARNs).toHaveLength(1);
    expect(importsOf(authorizer?.properties.ProviderARNs)).toEqual([
      { stack: stage === 'prod' ? 'MultidomainProd-Identity' : 'Multidomain-Identity', name: 'Staff' },
    ]);
    expect(JSON.stringify(authorizer?.properties.ProviderARNs)).toMatch(/GetAttStaff\w+Arn/);
  });

  test('no function has open access', () => {
    const functions = functionsBehind(parts);
    expect(functions.filter(({ behindApi }) => behindApi).length).toBeGreaterThan(20);
    expect(functions.filter(({ openAccess }) => openAccess !== undefined)).toEqual([]);
  });
});

describe.each(['localstack', 'embedded'] as const)('with authorization open on %s', (target) => {
  const parts = synthesized({ target, authorization: 'open' });

  test('no method has an authorizer, and there is no user pool', () => {
    expect(new Set(methodsOf(parts).map(({ asks }) => asks.AuthorizationType))).toEqual(new Set(['NONE']));
    expect(parts.get('Identity')).toBeUndefined();
    expect(resourcesOf(parts.get('Api'), 'AWS::ApiGateway::Authorizer')).toEqual([]);
  });

  test('exactly the functions behind the API have open access', () => {
    for (const { name, behindApi, openAccess } of functionsBehind(parts)) {
      expect([name, openAccess]).toEqual([name, behindApi ? 'yes' : undefined]);
    }
  });
});

test('open access on AWS cannot be synthesized', () => {
  expect(() => synthesized({ target: 'aws', authorization: 'open' })).toThrow(/AWS has no open access/);
});
