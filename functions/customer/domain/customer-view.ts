import { type CustomerView, customerSchema } from '../../../contracts/customer/shapes.ts';
import { viewOf } from '../../../contracts/definition/view-of.ts';
import { ageOn } from './age.ts';
import type { Customer } from './customer.ts';

const view = viewOf(customerSchema);

/** A customer as the API answers it. @param now ISO 8601 UTC. */
export const customerView = (customer: Customer, now: string): CustomerView =>
  view(customer.birthDate === undefined ? customer : { ...customer, age: ageOn(customer.birthDate, now) });
