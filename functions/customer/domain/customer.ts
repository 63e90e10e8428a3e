import * as z from 'zod';
import type { CustomerPatch, NewCustomer } from '../../../contracts/customer/shapes.ts';
import { aggregateFields, timeOfChange, tombstoneFields } from '../../../shared/values/aggregate.ts';
import { patched, withoutUndefined } from '../../../shared/values/changes.ts';

/** A customer. `birthDate` is a calendar date, `YYYY-MM-DD`. */
export const storedCustomerSchema = /* @__PURE__ */ z.object({
  customerId: z.string(),
  name: z.string(),
  email: z.string(),
  birthDate: z.string().exactOptional(),
  country: z.string().exactOptional(),
  ...aggregateFields,
});

export type Customer = Readonly<z.infer<typeof storedCustomerSchema>>;

/** The tombstone of a removed customer, without personal data. */
export const removedCustomerSchema = /* @__PURE__ */ z.object({ customerId: z.string(), ...tombstoneFields });

export type RemovedCustomer = Readonly<z.infer<typeof removedCustomerSchema>>;

/** A new customer, version 1. @param now ISO 8601 UTC. */
export function addCustomer(customerId: string, input: NewCustomer, now: string): Customer {
  // A type error here names a field that is taken and not stored.
  const details: Pick<Customer, keyof NewCustomer> = withoutUndefined(input);
  return { customerId, ...details, createdAt: now, updatedAt: now, version: 1 };
}

/** The customer with a merge patch applied; the same object when nothing changes. */
export function updateCustomer(customer: Customer, patch: CustomerPatch, now: string): Customer {
  const updated = patched(customer, patch);
  if (updated === customer) return customer;
  return { ...updated, updatedAt: timeOfChange(customer, now), version: customer.version + 1 };
}

/** The tombstone that replaces a removed customer. */
export const removeCustomer = (customer: Customer, now: string): RemovedCustomer => ({
  customerId: customer.customerId,
  version: customer.version + 1,
  removedAt: timeOfChange(customer, now),
});
