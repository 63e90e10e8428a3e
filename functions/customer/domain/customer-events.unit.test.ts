import { describe, expect, test } from 'vitest';
import { newCustomerSchema } from '../../../contracts/customer/shapes.ts';
import { anId, LATER, NOW, stored } from '../../../shared/testing/fixed.ts';
import { aCustomer, aNewCustomer } from '../testing/builders.ts';
import { addCustomer, type Customer, type RemovedCustomer, removeCustomer } from './customer.ts';
import { eventsOfCustomer } from './customer-events.ts';

type State = Customer | RemovedCustomer | undefined;

const eventsOf = (before: State, after: State) =>
  eventsOfCustomer({ before: before && stored(before), after: after && stored(after) });

const updated = aCustomer({ name: 'Augusta King', version: 2, updatedAt: LATER });

describe('a change to the customers table', () => {
  test('publishes CustomerAdded for a new customer', () => {
    expect(eventsOf(undefined, aCustomer())).toMatchObject([
      {
        name: 'CustomerAdded',
        source: 'multidomain.customer',
        metadata: {
          aggregateId: anId(1),
          aggregateVersion: 1,
          occurredAt: NOW,
          correlationId: 'a-correlation',
        },
        data: { customerId: anId(1), name: 'Ada Lovelace' },
      },
    ]);
  });

  test('publishes an event for the longest name that the API accepts', () => {
    const longest = newCustomerSchema.parse(aNewCustomer({ name: 'n'.repeat(100) }));
    expect(eventsOf(undefined, addCustomer(anId(1), longest, NOW))).toHaveLength(1);
  });

  test('publishes CustomerUpdated for the next version', () => {
    expect(eventsOf(aCustomer(), updated)).toMatchObject([
      {
        name: 'CustomerUpdated',
        metadata: { aggregateVersion: 2, occurredAt: LATER },
        data: { name: 'Augusta King' },
      },
    ]);
  });

  test('publishes CustomerRemoved with only the id for a tombstone', () => {
    const [event, ...others] = eventsOf(updated, removeCustomer(updated, LATER));
    expect(event).toMatchObject({
      name: 'CustomerRemoved',
      metadata: { aggregateVersion: 3, occurredAt: LATER },
    });
    expect(event?.data).toEqual({ customerId: anId(1) });
    expect(others).toEqual([]);
  });

  test.each([aCustomer(), updated, removeCustomer(updated, LATER)])(
    'publishes the same event for version $version if the row is published again',
    (customer) => {
      const before = customer.version === 1 ? undefined : aCustomer();
      expect(eventsOf(undefined, customer)).toEqual(eventsOf(before, customer));
    },
  );

  test('publishes nothing for the same version again', () => {
    expect(eventsOf(aCustomer(), aCustomer())).toEqual([]);
    const tombstone = removeCustomer(updated, LATER);
    expect(eventsOf(tombstone, tombstone)).toEqual([]);
  });

  test('publishes nothing for a deleted item: removals are tombstones', () => {
    expect(eventsOf(aCustomer(), undefined)).toEqual([]);
  });

  test('publishes only the id and name: the rest is private', () => {
    for (const { data } of [...eventsOf(undefined, aCustomer()), ...eventsOf(aCustomer(), updated)]) {
      expect(Object.keys(data)).toEqual(['customerId', 'name']);
    }
  });
});
