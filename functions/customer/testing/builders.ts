import { anId, NOW } from '../../../shared/testing/fixed.ts';
import type { Customer } from '../domain/customer.ts';
import type { NewCustomer } from '../domain/customer-schema.ts';

/** A valid body of `POST /customers`. */
export const aNewCustomer = (changes: Partial<NewCustomer> = {}): NewCustomer => ({
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  birthDate: '1990-05-17',
  country: 'United Kingdom',
  ...changes,
});

/** A customer, version 1. */
export const aCustomer = (changes: Partial<Customer> = {}): Customer => ({
  customerId: anId(1),
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  birthDate: '1990-05-17',
  country: 'United Kingdom',
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
  ...changes,
});
