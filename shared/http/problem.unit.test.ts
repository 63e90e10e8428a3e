import { expect, test } from 'vitest';
import { Refusal } from '../refusals/refusal.ts';
import { problemOf } from './problem.ts';

test('a refusal becomes a problem document (RFC 9457)', () => {
  const errors = [{ path: 'name', message: 'is required' }];
  const refusal = new Refusal('invalid-request', 'Check these fields: name.', errors);
  expect(problemOf(refusal, '/api/customers', 'a-correlation')).toEqual({
    type: 'urn:multidomain:problem:invalid-request',
    title: 'The request is not valid',
    status: 400,
    detail: 'Check these fields: name.',
    instance: '/api/customers',
    errors,
    correlationId: 'a-correlation',
  });
});

test.each([
  ['invalid-cursor', 400],
  ['not-signed-in', 401],
  ['access-denied', 403],
  ['not-found', 404],
  ['insufficient-stock', 409],
  ['stock-limit', 409],
  ['purchase-pending', 409],
  ['purchase-rejected', 409],
  ['concurrent-change', 409],
  ['gone', 410],
  ['version-mismatch', 412],
  ['unknown-customer', 422],
  ['unknown-product', 422],
  ['idempotency-key-reused', 422],
  ['overloaded', 503],
] as const)('%s is answered with %i', (code, status) => {
  expect(problemOf(new Refusal(code, ''), '/api', '')).toMatchObject({ status });
});
