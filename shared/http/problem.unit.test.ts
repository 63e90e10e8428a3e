import { expect, test } from 'vitest';
import { notFound, Problem } from './problem.ts';

test('a problem is told as RFC 9457 has it', () => {
  const errors = [{ path: 'name', message: 'is required' }];
  const problem = new Problem('invalid-request', 'Check these fields: name.', { errors });
  expect(problem.toDocument('/api/customers', 'a-correlation')).toEqual({
    type: 'urn:multidomain:problem:invalid-request',
    title: 'The request is not valid',
    status: 400,
    detail: 'Check these fields: name.',
    instance: '/api/customers',
    errors,
    correlationId: 'a-correlation',
  });
});

test('what does not exist is named by kind and id', () => {
  expect(notFound('customer', '42')).toMatchObject({ status: 404, message: 'There is no customer 42.' });
});
