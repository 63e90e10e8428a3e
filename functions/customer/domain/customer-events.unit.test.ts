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

describe('a change of the customers table', () => {
  test('given a new customer, tells CustomerAdded', () => {
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

  test('given the longest name that the API takes, tells it', () => {
    const longest = newCustomerSchema.parse(aNewCustomer({ name: 'n'.repeat(100) }));
    expect(eventsOf(undefined, addCustomer(anId(1), longest, NOW))).toHaveLength(1);
  });

  test('given a next version, tells CustomerUpdated', () => {
    expect(eventsOf(aCustomer(), updated)).toMatchObject([
      {
        name: 'CustomerUpdated',
        metadata: { aggregateVersion: 2, occurredAt: LATER },
        data: { name: 'Augusta King' },
      },
    ]);
  });

  test('given a tombstone, tells CustomerRemoved with the id alone', () => {
    const [event, ...others] = eventsOf(updated, removeCustomer(updated, LATER));
    expect(event).toMatchObject({
      name: 'CustomerRemoved',
      metadata: { aggregateVersion: 3, occurredAt: LATER },
    });
    expect(event?.data).toEqual({ customerId: anId(1) });
    expect(others).toEqual([]);
  });

  test('given the same version again, tells nothing', () => {
    expect(eventsOf(aCustomer(), aCustomer())).toEqual([]);
    const tombstone = removeCustomer(updated, LATER);
    expect(eventsOf(tombstone, tombstone)).toEqual([]);
  });

  test('given a deleted item, tells nothing: a removal is a tombstone', () => {
    expect(eventsOf(aCustomer(), undefined)).toEqual([]);
  });

  test('tells nothing but id and name: the rest is personal', () => {
    for (const { data } of [...eventsOf(undefined, aCustomer()), ...eventsOf(aCustomer(), updated)]) {
      expect(Object.keys(data)).toEqual(['customerId', 'name']);
    }
  });
});
