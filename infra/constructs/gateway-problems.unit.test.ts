import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { resourcesOf, synthesized } from '../testing/synthesized.ts';

const types = Object.values(ResponseType)
  .filter((value) => value instanceof ResponseType)
  .map(({ responseType }) => responseType);

/** Values that API Gateway may insert into a template; a message can contain anything. */
const message = 'say "no"\n\\ or $context.requestId';
const variables: Record<string, string> = {
  '$context.error.messageString': JSON.stringify(message),
  '$context.requestId': 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  '$context.path': '/api/customers',
};

describe.each(['aws', 'localstack', 'embedded'] as const)('on %s, the gateway response', (target) => {
  const responses = resourcesOf(synthesized({ target }).get('Api'), 'AWS::ApiGateway::GatewayResponse');

  test('is defined once for every type', () => {
    expect(types.length).toBeGreaterThan(20);
    expect(responses.map(({ properties }) => properties.ResponseType).sort()).toEqual(types.toSorted());
  });

  test.each(types)('for %s is a problem with the request id', (type) => {
    const { properties } = responses.find((response) => response.properties.ResponseType === type) ?? {};
    const { StatusCode, ResponseParameters, ResponseTemplates } = properties;
    const [template, ...more] = Object.values<string>(ResponseTemplates);
    expect(more).toEqual([]);
    const body = template?.replaceAll(/\$[\w.]+/g, (name) => variables[name] ?? `unknown ${name}`) ?? '';
    const problem = JSON.parse(body);
    expect(problem).toEqual({
      type: expect.stringMatching(/^urn:multidomain:problem:[a-z-]+$/),
      title: expect.stringMatching(/^[A-Z]/),
      status: Number(StatusCode),
      detail: Number(StatusCode) < 500 ? message : expect.not.stringContaining(message),
      instance: '/api/customers',
      correlationId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    });
    expect(ResponseParameters).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
      'gatewayresponse.header.X-Correlation-Id': 'context.requestId',
    });
    expect(Object.keys(ResponseParameters).join()).not.toMatch(/access-control/i);
  });

  test.each([
    ['UNAUTHORIZED', '401', 'WWW-Authenticate'],
    ['THROTTLED', '429', 'Retry-After'],
    ['QUOTA_EXCEEDED', '429', 'Retry-After'],
  ])('for %s has status %s and the header %s', (type, status, header) => {
    const { properties } = responses.find((response) => response.properties.ResponseType === type) ?? {};
    expect(properties.StatusCode).toBe(status);
    expect(properties.ResponseParameters[`gatewayresponse.header.${header}`]).toMatch(/^'\w+'$/);
  });

  test.each([
    ['REQUEST_TOO_LARGE', '413'],
    ['ACCESS_DENIED', '403'],
    ['RESOURCE_NOT_FOUND', '404'],
    ['UNSUPPORTED_MEDIA_TYPE', '415'],
    ['INTEGRATION_TIMEOUT', '504'],
    ['DEFAULT_5XX', '500'],
  ])('for %s has status %s', (type, status) => {
    const { properties } = responses.find((response) => response.properties.ResponseType === type) ?? {};
    expect(properties.StatusCode).toBe(status);
  });
});
