import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { problems } from '../../contracts/definition/problems.ts';
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

/** Types whose message helps the caller. Others are "Unauthorized", "Missing Authentication Token", or internal. */
const passedOn = new Set([
  'ACCESS_DENIED',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
]);

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
      detail: passedOn.has(type) ? message : expect.not.stringContaining(message),
      instance: '/api/customers',
      correlationId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    });
    expect(ResponseParameters).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.cache-control': "'no-store'",
      'gatewayresponse.header.x-content-type-options': "'nosniff'",
      'gatewayresponse.header.x-frame-options': "'DENY'",
      'gatewayresponse.header.referrer-policy': "'no-referrer'",
      'gatewayresponse.header.X-Correlation-Id': 'context.requestId',
    });
    expect(Object.keys(ResponseParameters).join()).not.toMatch(/access-control/i);
  });

  test.each(types)('for %s has WWW-Authenticate if and only if it is a 401, not-signed-in', (type) => {
    const { properties } = responses.find((response) => response.properties.ResponseType === type) ?? {};
    const is401 = properties.StatusCode === '401';
    const [template] = Object.values<string>(properties.ResponseTemplates);
    expect(template?.includes('urn:multidomain:problem:not-signed-in')).toBe(is401);
    expect(properties.ResponseParameters['gatewayresponse.header.WWW-Authenticate']).toBe(
      is401 ? "'Bearer'" : undefined,
    );
  });

  test.each(types)('for %s has the title and status of its code in the contracts, if any', (type) => {
    const { properties } = responses.find((response) => response.properties.ResponseType === type) ?? {};
    const [template = ''] = Object.values<string>(properties.ResponseTemplates);
    const [, code = ''] = /urn:multidomain:problem:([a-z-]+)/.exec(template) ?? [];
    const contract = new Map<string, { status: number; title: string }>(Object.entries(problems)).get(code);
    if (contract === undefined) return;
    expect(template).toContain(`"title":"${contract.title}","status":${contract.status}`);
  });

  test.each([
    ['UNAUTHORIZED', '401', 'WWW-Authenticate'],
    ['EXPIRED_TOKEN', '401', 'WWW-Authenticate'],
    ['INVALID_SIGNATURE', '401', 'WWW-Authenticate'],
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
    // API Gateway also uses this type for paths and methods that do not exist.
    ['MISSING_AUTHENTICATION_TOKEN', '404'],
    ['UNSUPPORTED_MEDIA_TYPE', '415'],
    ['INTEGRATION_TIMEOUT', '504'],
    ['DEFAULT_5XX', '500'],
  ])('for %s has status %s', (type, status) => {
    const { properties } = responses.find((response) => response.properties.ResponseType === type) ?? {};
    expect(properties.StatusCode).toBe(status);
  });
});
