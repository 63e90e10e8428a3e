import {
  CustomerAdded,
  type CustomerEvent,
  CustomerRemoved,
  CustomerUpdated,
} from '../../../contracts/customer/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import type { Stored } from '../../../shared/values/aggregate.ts';
import type { Customer, RemovedCustomer } from './customer.ts';

/** The events of a change to the customers table. A row that is published again, without what was before, has the same event. */
export function eventsOfCustomer(change: {
  before: Stored<Customer | RemovedCustomer> | undefined;
  after: Stored<Customer | RemovedCustomer> | undefined;
}): CustomerEvent[] {
  const { before, after } = change;
  if (after === undefined || after.version === before?.version) return [];
  const { customerId, version, cause } = after;
  const occurrence = (occurredAt: string) => ({ aggregateId: customerId, version, occurredAt, cause });
  if ('removedAt' in after) return [makeEvent(CustomerRemoved, occurrence(after.removedAt), { customerId })];
  const data = { customerId, name: after.name };
  return version === 1
    ? [makeEvent(CustomerAdded, occurrence(after.updatedAt), data)]
    : [makeEvent(CustomerUpdated, occurrence(after.updatedAt), data)];
}
