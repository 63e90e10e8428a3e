import { expect, test } from 'vitest';
import { LATER, stored } from '../../../shared/testing/fixed.ts';
import { publishedBy } from '../../../shared/testing/published-by.ts';
import { aStreamRecord } from '../../../shared/testing/stream-event.ts';
import { aCustomer } from '../testing/builders.ts';

const publish = publishedBy(() => import('./publish-customer-events.ts'));

test('the stream of customers is published as events', async () => {
  const before = stored(aCustomer());
  const renamed = stored(aCustomer({ name: 'Augusta King', version: 2 }));
  const removed = stored({ customerId: aCustomer().customerId, version: 3, removedAt: LATER });
  expect(
    await publish([
      aStreamRecord('CUSTOMERS_TABLE', 1, { after: before }),
      aStreamRecord('CUSTOMERS_TABLE', 2, { before, after: renamed }),
      aStreamRecord('CUSTOMERS_TABLE', 3, { before: renamed, after: removed }),
    ]),
  ).toEqual(['CustomerAdded', 'CustomerUpdated', 'CustomerRemoved']);
});
