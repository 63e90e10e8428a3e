import { expect, test } from 'vitest';
import { proxyResponse } from './proxy-response.ts';

test('contains status, headers and body', () => {
  expect(
    proxyResponse({ statusCode: 201, headers: { Location: '/api/x', 'X-Full': true }, body: '{}' }),
  ).toEqual({
    statusCode: 201,
    headers: [
      ['Content-Type', 'application/json'],
      ['Location', '/api/x'],
      ['X-Full', 'true'],
    ],
    body: '{}',
  });
});

test('the content type is JSON by default', () => {
  const answer = proxyResponse({ statusCode: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(answer?.headers).toEqual([['content-type', 'application/problem+json']]);
});

test('headers and multiValueHeaders of the same name are all sent, the same value once', () => {
  const answer = proxyResponse({
    statusCode: 200,
    headers: { 'set-cookie': 'c=3', 'SET-cookie': 'b=2', 'content-type': 'text/plain' },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
  });
  expect(answer?.headers).toEqual([
    ['set-cookie', 'c=3'],
    ['content-type', 'text/plain'],
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ]);
});

test('headers that API Gateway sets itself are remapped', () => {
  const answer = proxyResponse({ statusCode: 401, headers: { 'WWW-Authenticate': 'Bearer' } });
  expect(answer?.headers).toContainEqual(['x-amzn-Remapped-WWW-Authenticate', 'Bearer']);
});

test('nothing of an answer is required', () => {
  expect(proxyResponse({})).toEqual({
    statusCode: 200,
    headers: [['Content-Type', 'application/json']],
    body: '',
  });
  const nothing = { statusCode: null, headers: null, multiValueHeaders: null, body: null };
  expect(proxyResponse(nothing)).toEqual(proxyResponse({}));
});

test('a status as a string and a body of null are accepted', () => {
  expect(proxyResponse({ statusCode: '204', body: null })).toMatchObject({ statusCode: 204, body: '' });
});

test.each([
  [null],
  ['text'],
  [[]],
  [{ statusCode: 200, message: 'Hello' }],
  [{ statusCode: 200, cookies: [] }],
  [{ StatusCode: 200 }],
  [{ errorMessage: 'No', errorType: 'Error' }],
  [{ statusCode: 'OK' }],
  [{ statusCode: 20 }],
  [{ statusCode: 200.5 }],
  [{ statusCode: 200, body: { not: 'text' } }],
  [{ statusCode: 200, headers: [] }],
  [{ statusCode: 200, headers: { 'X-Tag': ['a'] } }],
  [{ statusCode: 200, headers: { 'X-Tag': 7 } }],
  [{ statusCode: 200, headers: { 'X-Tag': null } }],
  [{ statusCode: 200, multiValueHeaders: { 'X-Tag': [7] } }],
  [{ statusCode: 200, headers: { 'X-Tag': 'a\r\nSet-Cookie: b' } }],
  [{ statusCode: 200, headers: { 'X Tag': 'a' } }],
  [{ statusCode: 200, multiValueHeaders: { 'X-Tag': 'a' } }],
])('%j is malformed', (payload) => {
  expect(proxyResponse(payload)).toBeUndefined();
});
