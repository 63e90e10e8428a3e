// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Fn::Sub
import { describe, expect, it } from 'vitest';
import { buildSystem } from './load-system.ts';
import { TemplateError } from './problems.ts';
import { anAssembly, type DeclaredResource, shopResources } from './testing/templates.ts';

/** The problems found after a change of a template without problems. */
function problemsAfter(change: (resources: Record<string, DeclaredResource>) => unknown): string {
  const resources = shopResources();
  change(resources);
  try {
    buildSystem(anAssembly({ Shop: { Resources: resources } }));
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  return 'none';
}

const properties = (
  resources: Record<string, DeclaredResource>,
  logicalId: string,
): Record<string, unknown> => resources[logicalId]?.Properties ?? {};

function aGatewayResponse(
  resources: Record<string, DeclaredResource>,
  fields: Record<string, unknown>,
): void {
  resources['Throttled'] = {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: { RestApiId: { Ref: 'Api' }, ResponseType: 'THROTTLED', ...fields },
  };
}

describe('a template', () => {
  it('without problems becomes the model of the system', () => {
    const model = buildSystem(anAssembly({ Shop: { Resources: shopResources() } }));
    expect(model.functions).toEqual([
      expect.objectContaining({
        name: 'Shop-Function',
        codePath: '/assets/code',
        timeoutSeconds: 3,
        memoryMb: 128,
      }),
    ]);
    expect(model.apis[0]?.routes).toEqual([
      {
        logicalId: 'GetOrders',
        method: 'GET',
        path: '/orders',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Shop-Function',
      },
    ]);
    expect(model.eventSources[0]).toMatchObject({
      batchSize: 10,
      filters: [],
      reportBatchItemFailures: false,
    });
  });

  it('may define gateway responses', () => {
    const resources = shopResources();
    aGatewayResponse(resources, {
      StatusCode: '429',
      ResponseParameters: { 'gatewayresponse.header.Retry-After': "'1'" },
      ResponseTemplates: { 'application/json': '{"id":"$context.requestId"}' },
    });
    expect(buildSystem(anAssembly({ Shop: { Resources: resources } })).apis[0]?.gatewayResponses).toEqual([
      {
        logicalId: 'Throttled',
        type: 'THROTTLED',
        statusCode: 429,
        headers: [['Retry-After', "'1'"]],
        template: { contentType: 'application/json', body: '{"id":"$context.requestId"}' },
      },
    ]);
  });

  it('may import the exports of another stack', () => {
    const { Bus, ...rest } = shopResources();
    rest['Rule'] = {
      ...shopResources()['Rule'],
      Type: 'AWS::Events::Rule',
      Properties: { ...properties(rest, 'Rule'), EventBusName: { 'Fn::ImportValue': 'Messaging:Bus' } },
    };
    const exported = {
      Bus: { Value: { Ref: 'Bus' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Bus' } } },
    };
    const model = buildSystem(
      anAssembly({ Shop: { Resources: rest }, Messaging: { Resources: { Bus }, Outputs: exported } }),
    );
    expect(model.rules[0]).toMatchObject({
      busName: 'shop',
      arn: 'arn:aws:events:us-east-1:000000000000:rule/shop/Shop-Rule',
    });
  });

  it('may have the bootstrap version and its rule', () => {
    const Parameters = { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk' } };
    const Rules = {
      CheckBootstrapVersion: {
        Assertions: [{ Assert: { 'Fn::Contains': [[], { Ref: 'BootstrapVersion' }] } }],
      },
    };
    expect(() =>
      buildSystem(anAssembly({ Shop: { Resources: shopResources(), Parameters, Rules } })),
    ).not.toThrow();
  });

  it('omits a resource whose condition is false, and rejects references to it', () => {
    const Conditions = {
      Elsewhere: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }] },
    };
    const Resources = { Queue: { Type: 'AWS::SQS::Queue', Condition: 'Elsewhere' } };
    expect(buildSystem(anAssembly({ Shop: { Resources, Conditions } })).queues).toEqual([]);
    const Outputs = { Url: { Value: { Ref: 'Queue' } } };
    expect(() => buildSystem(anAssembly({ Shop: { Resources, Conditions, Outputs } }))).toThrow(
      /Shop\/Url: refers to Queue, which condition Elsewhere leaves out/,
    );
  });
});

describe('the start fails with the logical id for', () => {
  it('all problems at once', () => {
    const message = problemsAfter((resources) => {
      resources['Bucket'] = { Type: 'AWS::S3::Bucket', Properties: {} };
      properties(resources, 'Queue')['FifoQueue'] = true;
      properties(resources, 'Function')['Environment'] = { Variables: { TABLE: { Ref: 'Nowhere' } } };
    });
    expect(message).toContain('(3 problems)');
    expect(message).toMatch(
      /Shop\/Bucket: unknown resource type AWS::S3::Bucket; allowed: AWS::DynamoDB::Table, /,
    );
    expect(message).toMatch(
      /Shop\/Queue: AWS::SQS::Queue: unknown property FifoQueue; allowed: .*VisibilityTimeout/,
    );
    expect(message).toMatch(/Shop\/Function: refers to Nowhere, which this stack does not have/);
  });

  it.each<[string, (resources: Record<string, DeclaredResource>) => unknown, RegExp]>([
    [
      'an unknown nested property, with the allowed ones',
      (r) => Object.assign(properties(r, 'Rule'), { Targets: [{ Id: 'a', Arn: 'b', InputPath: '$' }] }),
      /Shop\/Rule: AWS::Events::Rule: unknown property Targets\.0\.InputPath; allowed: .*Id, Arn/,
    ],
    [
      'an unknown key of a policy statement',
      (r) =>
        Object.assign(properties(r, 'Policy'), {
          PolicyDocument: { Statement: { Effect: 'Allow', NotAction: 'a' } },
        }),
      /Shop\/Policy: .*unknown property PolicyDocument\.Statement\.0\.NotAction; allowed: Sid, Effect, Action/,
    ],
    [
      'an integration other than a Lambda proxy',
      (r) =>
        Object.assign(properties(r, 'GetOrders'), {
          Integration: { Type: 'MOCK', IntegrationHttpMethod: 'POST', Uri: '' },
        }),
      /Shop\/GetOrders: .*Integration\.Type is "MOCK"; allowed: "AWS_PROXY"/,
    ],
    [
      'a missing property',
      (r) => delete properties(r, 'Function')['Handler'],
      /Shop\/Function: AWS::Lambda::Function: property Handler is missing/,
    ],
    [
      'an unknown attribute',
      (r) => Object.assign(properties(r, 'Function'), { Role: { 'Fn::GetAtt': ['Role', 'Name'] } }),
      /Shop\/Function: Role has no attribute Name; allowed: Arn, RoleId/,
    ],
    [
      'an import that nothing exports',
      (r) => Object.assign(properties(r, 'Bus'), { Name: { 'Fn::ImportValue': 'Elsewhere' } }),
      /Shop\/Bus: imports Elsewhere, which no stack exports/,
    ],
    [
      'an unknown attribute of a resource itself',
      (r) => Object.assign(r['Queue'] ?? {}, { CreationPolicy: {} }),
      /Shop: unknown property Resources\.Queue\.CreationPolicy; allowed: .*DependsOn/,
    ],
    [
      'a dependency on a missing resource',
      (r) => Object.assign(r['Queue'] ?? {}, { DependsOn: 'Nowhere' }),
      /Shop\/Queue: depends on Nowhere/,
    ],
    [
      'a circular dependency',
      (r) => Object.assign(r['Role'] ?? {}, { DependsOn: 'Function' }),
      /Shop: circular dependency .*Role -> Function -> Role/,
    ],
    [
      'code that is not an unpacked asset',
      (r) => Object.assign(properties(r, 'Function'), { Code: { S3Bucket: 'assets', S3Key: 'other.zip' } }),
      /Shop\/Function: Code\.S3Key other\.zip is no unpacked folder/,
    ],
    [
      'a handler whose file is not in the asset',
      (r) => Object.assign(properties(r, 'Function'), { Handler: 'main.handler' }),
      /Shop\/Function: Handler is main\.handler; none of its files exists: \/assets\/code\/main\.mjs, /,
    ],
    [
      'an unknown variable in a gateway response',
      (r) => aGatewayResponse(r, { ResponseTemplates: { 'application/json': '{"a":"$stageVariables.a"}' } }),
      /Shop\/Throttled: .*ResponseTemplates\.application\/json .*may hold no variables but .*\$context\.requestId/,
    ],
    [
      'a header of a gateway response that is neither a string nor a known variable',
      (r) =>
        aGatewayResponse(r, {
          ResponseParameters: { 'gatewayresponse.header.X': 'context.identity.sourceIp' },
        }),
      /Shop\/Throttled: .*gatewayresponse\.header\.X .*single quotes/,
    ],
    [
      'a second gateway response of the same type',
      (r) => {
        aGatewayResponse(r, {});
        r['Again'] = structuredClone(r['Throttled'] as DeclaredResource);
      },
      /Shop\/Again: is the second one for THROTTLED/,
    ],
    ['an API without a stage', (r) => delete r['Stage'] && delete r['Permission'], /Shop\/Api: has 0 stages/],
    [
      'an unknown managed policy',
      (r) =>
        Object.assign(properties(r, 'Role'), {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        }),
      /Shop\/Role: unknown managed policy .*AdministratorAccess; allowed: .*AWSLambdaBasicExecutionRole/,
    ],
    [
      'a filter that is not JSON',
      (r) => Object.assign(properties(r, 'Source'), { FilterCriteria: { Filters: [{ Pattern: '{' }] } }),
      /Shop\/Source: .*FilterCriteria\.Filters\.0\.Pattern is "\{"/,
    ],
  ])('%s', (_, change, expected) => {
    expect(problemsAfter(change)).toMatch(expected);
  });

  it('a reference to a resource of unknown type only once, at that resource', () => {
    const message = problemsAfter((resources) => {
      resources['Bucket'] = { Type: 'AWS::S3::Bucket', Properties: {} };
      properties(resources, 'Function')['Environment'] = { Variables: { BUCKET: { Ref: 'Bucket' } } };
    });
    expect(message).toContain('(1 problem)');
  });
});
