import { describe, expect, test } from 'vitest';
import { allRoutes } from '../../contracts/all.ts';
import { type Resource, resourcesOf, synthesized } from '../testing/synthesized.ts';

const parts = synthesized();
const api = parts.get('Api');
const paths = new Map(
  resourcesOf(api, 'AWS::ApiGateway::Resource').map((resource) => [resource.id, resource]),
);

/** The path of a resource. */
function pathOf({ properties }: Resource): string {
  const parent = paths.get(properties.ParentId.Ref);
  return `${parent === undefined ? '' : pathOf(parent)}/${properties.PathPart}`;
}

/** `POST /customers` → the construct id of its function. */
const routes = new Map(
  resourcesOf(api, 'AWS::ApiGateway::Method').map(({ properties }) => {
    const resource = paths.get(properties.ResourceId.Ref);
    const path = resource === undefined ? '/' : pathOf(resource);
    const [, handler] =
      /(?:Att|ImportValue":"[^"]*Att|")([A-Z][A-Za-z]+?)[\dA-F]{8}/.exec(
        JSON.stringify(properties.Integration.Uri).replaceAll('ExportsOutputFnGetAtt', 'Att'),
      ) ?? [];
    return [`${properties.HttpMethod} ${path}`, handler];
  }),
);

describe('the API', () => {
  test('has the routes of the contracts, each with the function of the same name', () => {
    const named = [...routes].filter(([route]) => !route.startsWith('ANY '));
    const promised = allRoutes.map(({ name, method, path }) => [`${method} ${path}`, name]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(promised));
    expect(named).toHaveLength(promised.length);
  });

  test('sends other methods and other paths to one function', () => {
    const places = ['/', ...[...paths.values()].map(pathOf)];
    expect(places).toContain('/{proxy+}');
    expect(places).toContain('/products/{productId}');
    for (const place of places)
      expect([place, routes.get(`ANY ${place}`)]).toEqual([place, 'UnmatchedRoute']);
  });

  test('passes the methods of each path to the function for unmatched routes', () => {
    const unmatched = resourcesOf(api, 'AWS::Lambda::Function').find(
      ({ properties }) => 'ROUTES' in properties.Environment.Variables,
    );
    const methodsByPath: Record<string, string[]> = {};
    for (const [method = '', path = ''] of [...routes.keys()].toSorted().map((route) => route.split(' '))) {
      if (method !== 'ANY') methodsByPath[path] = [...(methodsByPath[path] ?? []), method];
    }
    expect(methodsByPath['/customers']).toEqual(['GET', 'POST']);
    expect(JSON.parse(unmatched?.properties.Environment.Variables.ROUTES)).toEqual(methodsByPath);
  });

  test('may invoke each of its functions; nothing else may', () => {
    const permissions = resourcesOf(api, 'AWS::Lambda::Permission');
    expect(permissions).not.toEqual([]);
    for (const { properties } of permissions) {
      expect(properties).toMatchObject({
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
      });
      expect(properties.SourceArn).toBeDefined();
    }
    const allowed = JSON.stringify(permissions.map(({ properties }) => properties.FunctionName));
    for (const handler of new Set(routes.values())) expect(allowed).toContain(handler);
  });

  test('has one stage, whose name is the first part of each path', () => {
    expect(resourcesOf(api, 'AWS::ApiGateway::Stage').map(({ properties }) => properties.StageName)).toEqual([
      'api',
    ]);
  });
});

describe.each(['dev', 'prod'] as const)('the access log of stage %s', (stage) => {
  const template = synthesized({ target: 'aws', stage }).get('Api');
  const [{ properties: { AccessLogSetting } = {} as Resource['properties'] } = {} as Resource] = resourcesOf(
    template,
    'AWS::ApiGateway::Stage',
  );

  test('goes to a log group that has a retention time and is deleted with the stack', () => {
    const destination = JSON.stringify(AccessLogSetting.DestinationArn);
    const [logs, ...others] = resourcesOf(template, 'AWS::Logs::LogGroup').filter(({ id }) =>
      destination.includes(`"${id}"`),
    );
    expect(others).toEqual([]);
    expect(logs?.properties.RetentionInDays).toBe(30);
    expect(logs?.whole['DeletionPolicy']).toBe('Delete');
  });

  test('is one line of JSON with the request id and the type of the gateway response', () => {
    expect(AccessLogSetting.Format).not.toMatch(/\n/);
    const format = JSON.parse(AccessLogSetting.Format);
    expect(format).toMatchObject({
      requestId: '$context.requestId',
      status: '$context.status',
      responseType: '$context.error.responseType',
      method: '$context.httpMethod',
      path: '$context.path',
    });
    // They contain text from the caller, so quotes could break the JSON.
    expect(Object.values(format).filter((value) => /message|userAgent/i.test(String(value)))).toEqual([]);
  });

  test('contains the id of the caller, and nothing else from the token', () => {
    const values = Object.entries(JSON.parse(AccessLogSetting.Format));
    const ofCallers = values.filter(([, value]) => /authorizer|identity|header|claims/i.test(String(value)));
    expect(ofCallers).toEqual([
      ['caller', '$context.authorizer.claims.sub'],
      ['sourceIp', '$context.identity.sourceIp'],
    ]);
  });
});

test('emulators have no access log, since they lack the role for it', () => {
  for (const target of ['localstack', 'embedded'] as const) {
    const [stage] = resourcesOf(synthesized({ target }).get('Api'), 'AWS::ApiGateway::Stage');
    expect(stage?.properties.AccessLogSetting).toBeUndefined();
  }
});

test.each([
  [{}, 50, 100],
  [{ requestRate: 200, requestBurst: 400 }, 200, 400],
])('with %j every route is limited to %i requests per second, in bursts of %i', (settings, rate, burst) => {
  const template = synthesized({ target: 'aws', ...settings }).get('Api');
  const [stage] = resourcesOf(template, 'AWS::ApiGateway::Stage');
  expect(stage?.properties.MethodSettings).toMatchObject([
    { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
  ]);
});
