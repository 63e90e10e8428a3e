import { expect, test } from 'vitest';
import { faultOf } from './answers.ts';

const id = '019a0000-0000-7000-8000-000000000000';
const time = '2026-03-14T09:26:53.589Z';

const customer = {
  customerId: id,
  name: 'Ada',
  email: 'ada@example.org',
  birthDate: '1990-06-15',
  age: 35,
  createdAt: time,
  updatedAt: time,
  version: 1,
};

const fault = (body: unknown, method = 'GET', path = `/customers/${id}`, status = 200) =>
  faultOf({ method, path, status, body });

test('an answer with the fields of its route is valid, with or without the optional ones', () => {
  expect(fault(customer)).toBeUndefined();
  expect(fault({ ...customer, country: 'Peru' })).toBeUndefined();
  expect(fault({ items: [customer] }, 'GET', '/customers?limit=1')).toBeUndefined();
  expect(fault(undefined, 'DELETE', `/customers/${id}`, 204)).toBeUndefined();
});

test('a missing, unknown or invalid field is named, at any depth', () => {
  const { email, ...incomplete } = customer;
  expect(fault(incomplete)).toMatch(/email/);
  expect(fault({ ...customer, phone: '1' })).toMatch(/phone/);
  expect(fault({ ...customer, birthDate: 'in June' })).toMatch(/birthDate/);
  expect(fault({ items: [incomplete] }, 'GET', '/customers')).toMatch(/items\[0\].email/);
});

test('an answer that is not in the contract is reported', () => {
  expect(fault(customer, 'GET', `/customers/${id}`, 203)).toMatch(/answered 203; its contract says 200/);
  expect(fault(customer, 'GET', '/nowhere')).toMatch(/neither a route's answer nor a problem/);
});

test('a refusal has to be a problem', () => {
  const problem = {
    type: 'urn:multidomain:problem:not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is no customer.',
    instance: '/api/customers/1',
    correlationId: 'a',
  };
  expect(fault(problem, 'GET', '/nowhere', 404)).toBeUndefined();
  expect(fault(problem, 'GET', `/customers/${id}`, 404)).toBeUndefined();
  expect(fault(problem, 'GET', '/customers', 404)).toMatch(/not-found, which its contract does not declare/);
  expect(fault({ message: 'Forbidden' }, 'GET', '/customers', 404)).toMatch(/without a problem document/);
  expect(fault({ message: 'Forbidden' }, 'GET', '/customers', 403)).toMatch(/nor a problem/);
});
