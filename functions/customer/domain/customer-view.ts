import { ageOn } from './age.ts';
import type { Customer } from './customer.ts';

/** A customer as the API answers it; `age` in whole years on the day of the request. */
export interface CustomerView extends Customer {
  readonly age: number;
}

/** @param now ISO 8601 UTC. */
export function customerView(customer: Customer, now: string): CustomerView {
  const { customerId, name, email, birthDate, country, createdAt, updatedAt, version } = customer;
  return {
    customerId,
    name,
    email,
    birthDate,
    age: ageOn(birthDate, now),
    ...(country === undefined ? {} : { country }),
    createdAt,
    updatedAt,
    version,
  };
}
