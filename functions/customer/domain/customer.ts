import type { CustomerPatch, NewCustomer } from '../../../contracts/customer/shapes.ts';
import { type Aggregate, type Tombstone, timeOfChange } from '../../../shared/values/aggregate.ts';
import { patched, withoutUndefined } from '../../../shared/values/changes.ts';

/** A customer. `birthDate` is a calendar date, `YYYY-MM-DD`. */
export interface Customer extends Aggregate {
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
  readonly birthDate: string;
  readonly country?: string;
}

/** What is left of a removed customer: no personal data. */
export interface RemovedCustomer extends Tombstone {
  readonly customerId: string;
}

/** A new customer, version 1. @param now ISO 8601 UTC. */
export const addCustomer = (customerId: string, input: NewCustomer, now: string): Customer => ({
  customerId,
  ...withoutUndefined(input),
  createdAt: now,
  updatedAt: now,
  version: 1,
});

/** The customer with a merge patch applied; the same object when nothing changes. */
export function updateCustomer(customer: Customer, patch: CustomerPatch, now: string): Customer {
  const updated = patched(customer, patch);
  if (updated === customer) return customer;
  return { ...updated, updatedAt: timeOfChange(customer, now), version: customer.version + 1 };
}

/** What a removal leaves. */
export const removeCustomer = (customer: Customer, now: string): RemovedCustomer => ({
  customerId: customer.customerId,
  version: customer.version + 1,
  removedAt: timeOfChange(customer, now),
});
