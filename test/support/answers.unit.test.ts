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

test('an answer with the fields of its route is right, with those that are optional or without', () => {
  expect(fault(customer)).toBeUndefined();
  expect(fault({ ...customer, country: 'Peru' })).toBeUndefined();
  expect(fault({ items: [customer] }, 'GET', '/customers?limit=1')).toBeUndefined();
  expect(fault(undefined, 'DELETE', `/customers/${id}`, 204)).toBeUndefined();
});

test('a field that is missing, new or of another form is named, wherever it is', () => {
  const { email, ...forgotten } = customer;
  expect(fault(forgotten)).toMatch(/email/);
  expect(fault({ ...customer, phone: '1' })).toMatch(/phone/);
  expect(fault({ ...customer, birthDate: 'in June' })).toMatch(/birthDate/);
  expect(fault({ items: [forgotten] }, 'GET', '/customers')).toMatch(/items\[0\].email/);
});

test('an answer that no route gives is named', () => {
  expect(fault(customer, 'GET', `/customers/${id}`, 203)).toMatch(/answered 203; its contract says 200/);
  expect(fault(customer, 'GET', '/nowhere')).toMatch(/neither a route's answer nor a problem/);
});

test('a refusal has the form of a problem', () => {
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
  expect(fault(problem, 'GET', '/customers', 404)).toMatch(/not-found, which its contract does not name/);
  expect(fault({ message: 'Forbidden' }, 'GET', '/customers', 404)).toMatch(/no problem document/);
  expect(fault({ message: 'Forbidden' }, 'GET', '/customers', 403)).toMatch(/nor a problem/);
});
