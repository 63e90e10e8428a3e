import { expect, test } from 'vitest';
import { type IncomingRequest, proxyEvent } from './proxy-event.ts';

const route = {
  logicalId: 'CustomerGet',
  method: 'GET',
  path: '/customers/{customerId}',
  functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:customer-api',
};
const api = {
  logicalId: 'Api',
  id: 'a1b2c3',
  name: 'multidomain',
  stage: 'api',
  routes: [route],
  gatewayResponses: [],
};

const event = (changes: Partial<IncomingRequest> = {}, pathParameters: Record<string, string> = {}) =>
  proxyEvent({
    api,
    route,
    pathParameters,
    requestId: 'request-1',
    time: new Date('2026-11-02T03:04:05.678Z'),
    request: {
      method: 'GET',
      path: '/api/customers/7',
      query: '',
      httpVersion: '1.1',
      rawHeaders: ['Host', 'localhost:3000', 'User-Agent', 'curl/8'],
      body: '',
      sourceIp: '127.0.0.1',
      ...changes,
    },
  });

test('contains the resource, the path below the stage and the whole path', () => {
  expect(event({}, { customerId: '7' })).toMatchObject({
    resource: '/customers/{customerId}',
    path: '/customers/7',
    httpMethod: 'GET',
    pathParameters: { customerId: '7' },
    requestContext: {
      accountId: '000000000000',
      apiId: 'a1b2c3',
      stage: 'api',
      path: '/api/customers/7',
      resourcePath: '/customers/{customerId}',
      httpMethod: 'GET',
      requestId: 'request-1',
      requestTime: '02/Nov/2026:03:04:05 +0000',
      requestTimeEpoch: 1793588645678,
      protocol: 'HTTP/1.1',
      domainName: 'localhost:3000',
      identity: { sourceIp: '127.0.0.1', userAgent: 'curl/8' },
    },
  });
});

test('whatever the request lacks is null', () => {
  expect(event()).toMatchObject({
    body: null,
    isBase64Encoded: false,
    pathParameters: null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
  });
});

test.each([
  ['name=J%C3%BCrgen+Smith', { name: ['Jürgen Smith'] }],
  ['a=1&b=2&a=3', { a: ['1', '3'], b: ['2'] }],
  ['flag&empty=', { flag: [''], empty: [''] }],
  ['a=b=c&&', { a: ['b=c'] }],
  ['plus=1%2B1', { plus: ['1+1'] }],
  ['constructor=1&toString=2', { constructor: ['1'], toString: ['2'] }],
])('decodes the query %s', (query, multi) => {
  const { queryStringParameters, multiValueQueryStringParameters } = event({ query });
  expect(multiValueQueryStringParameters).toEqual(multi);
  const last = Object.entries(multi).map(([name, values]) => [name, values.at(-1)]);
  expect(queryStringParameters).toEqual(Object.fromEntries(last));
});

test.each(['name=100%', 'na%zzme=1', 'name=%ff'])(
  'a query with an invalid escape is an error: %s',
  (query) => {
    expect(() => event({ query })).toThrow(URIError);
  },
);

test('keeps the case of header names, and all values; the last one wins', () => {
  const { headers, multiValueHeaders } = event({ rawHeaders: ['X-Tag', 'a', 'x-tag', 'b', 'Accept', '*/*'] });
  expect(multiValueHeaders).toMatchObject({ 'X-Tag': ['a', 'b'], Accept: ['*/*'] });
  expect(headers).toMatchObject({ 'X-Tag': 'b', Accept: '*/*', 'X-Forwarded-For': '127.0.0.1' });
});

test('the stage root has the path /', () => {
  expect(event({ path: '/api' }).path).toBe('/');
});
