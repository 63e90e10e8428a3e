import { z } from 'zod';
import { generatedId } from '../names.ts';
import { type DeclaredResource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';

export const restApi = resourceType({
  type: 'AWS::ApiGateway::RestApi',
  properties: z.strictObject({
    ...withoutEffect({
      ApiKeySourceType: 'no method asks for a key',
      Description: 'a label',
      DisableExecuteApiEndpoint: 'the local endpoint is the only one',
      EndpointConfiguration: 'there is one local endpoint',
      FailOnWarnings: 'concerns an import from OpenAPI',
      MinimumCompressionSize: 'local answers are not compressed',
      SecurityPolicy: 'there is no local TLS',
      Tags: 'a label',
    }),
    Name: z.string(),
  }),
  identify: ({ stackName, logicalId }) => {
    const ref = generatedId(stackName, logicalId, 10);
    const rootResourceId = generatedId(stackName, `${logicalId}/`, 10);
    return { ref, attributes: { RestApiId: ref, RootResourceId: rootResourceId } };
  },
});

/** `orders`, `{orderId}` or `{proxy+}`. */
const pathPart = z
  .string()
  .regex(
    /^(?:[\w.:$-]+|\{[\w.:$-]+\+?\})$/,
    'letters, digits and any of ._:$-, or these in braces as in {orderId} and {proxy+}',
  );

export const resource = resourceType({
  type: 'AWS::ApiGateway::Resource',
  properties: z.strictObject({ RestApiId: z.string(), ParentId: z.string(), PathPart: pathPart }),
  identify: (declared) => identified(declared, 'ResourceId'),
});

export const method = resourceType({
  type: 'AWS::ApiGateway::Method',
  properties: z.strictObject({
    ...withoutEffect({
      MethodResponses: 'a proxy integration answers for itself',
      OperationName: 'a label',
    }),
    RestApiId: z.string(),
    ResourceId: z.string(),
    HttpMethod: z.enum(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']),
    AuthorizationType: z.enum(['NONE', 'COGNITO_USER_POOLS']).default('NONE'),
    AuthorizerId: z.string().exactOptional(),
    AuthorizationScopes: z.array(z.string()).default([]),
    ApiKeyRequired: z.literal(false).exactOptional(),
    Integration: z.strictObject({
      ...withoutEffect({
        PassthroughBehavior: 'a proxy integration passes everything through',
        TimeoutInMillis: 'the function’s own timeout holds',
      }),
      Type: z.literal('AWS_PROXY'),
      IntegrationHttpMethod: z.literal('POST'),
      Uri: z.string(),
    }),
  }),
  identify: (declared) => identified(declared, 'MethodId'),
});

export const deployment = resourceType({
  type: 'AWS::ApiGateway::Deployment',
  properties: z.strictObject({
    ...withoutEffect({ Description: 'a label' }),
    RestApiId: z.string(),
  }),
  identify: (declared) => identified(declared, 'DeploymentId'),
});

export const stage = resourceType({
  type: 'AWS::ApiGateway::Stage',
  properties: z.strictObject({
    ...withoutEffect({
      AccessLogSetting: 'the local runtime logs requests itself',
      CacheClusterEnabled: 'local answers are not cached',
      Description: 'a label',
      MethodSettings: 'local requests are neither throttled, cached nor measured',
      Tags: 'a label',
      TracingEnabled: 'there is no local X-Ray',
    }),
    RestApiId: z.string(),
    DeploymentId: z.string(),
    StageName: z.string().regex(/^[\w-]{1,128}$/, 'letters, digits, - and _, at most 128'),
  }),
  identify: ({ name }) => ({ ref: name('StageName', 128), attributes: {} }),
});

function identified({ stackName, logicalId }: DeclaredResource, attribute: string) {
  const ref = generatedId(stackName, logicalId, 6);
  return { ref, attributes: { [attribute]: ref } };
}
