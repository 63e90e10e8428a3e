import type { NewCustomer } from '../../../contracts/customer/shapes.ts';
import { anId, NOW } from '../../../shared/testing/fixed.ts';
import type { Customer } from '../domain/customer.ts';

// All fields are set, so that tests notice if one gets lost.
const body: Required<NewCustomer> = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  birthDate: '1990-05-17',
  country: 'United Kingdom',
};
const customer: Required<Customer> = {
  customerId: anId(1),
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  birthDate: '1990-05-17',
  country: 'United Kingdom',
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
};

/** A valid body of `POST /customers`. */
export const aNewCustomer = (changes: Partial<NewCustomer> = {}): NewCustomer => ({ ...body, ...changes });

/** A customer, version 1. */
export const aCustomer = (changes: Partial<Customer> = {}): Customer => ({ ...customer, ...changes });
