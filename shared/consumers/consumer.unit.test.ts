import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { CustomerAdded, CustomerRemoved } from '../events/customer-events.ts';
import type { DomainEvent } from '../events/define-event.ts';
import { makeEvent } from '../events/make-event.ts';
import { aCause, anId, NOW } from '../testing/fixed.ts';
import { aQueueEvent } from '../testing/queue-event.ts';
import { consumer } from './consumer.ts';

const added = (n: number): DomainEvent =>
  makeEvent(
    CustomerAdded,
    { aggregateId: anId(n), version: 1, occurredAt: NOW, cause: aCause },
    { customerId: anId(n), name: `Customer ${n}` },
  );

const removed = (n: number): DomainEvent =>
  makeEvent(
    CustomerRemoved,
    { aggregateId: anId(n), version: 2, occurredAt: NOW, cause: aCause },
    { customerId: anId(n) },
  );

/** Handles events of a queue; those of `failing` customers fail. */
async function consume(event: SQSEvent, failing: readonly string[] = []) {
  const handled: string[] = [];
  const consume = consumer([CustomerAdded, CustomerRemoved], async ({ name, data }) => {
    handled.push(`${name} ${data.customerId}`);
    if (failing.includes(data.customerId)) throw new Error('down');
  });
  const { batchItemFailures } = await consume(event);
  return { handled, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('a consumer', () => {
  test('handles each event of its contracts, in the order of the queue', async () => {
    expect(await consume(aQueueEvent([added(1), removed(1), added(2)]))).toEqual({
      handled: [`CustomerAdded ${anId(1)}`, `CustomerRemoved ${anId(1)}`, `CustomerAdded ${anId(2)}`],
      failed: [],
    });
  });

  test('reports an event that failed, and goes on with the others', async () => {
    const { handled, failed } = await consume(aQueueEvent([added(1), added(2), added(3)]), [anId(2)]);
    expect(handled).toHaveLength(3);
    expect(failed).toEqual(['message-1']);
  });

  test('reports all when all fail, so that each comes again by itself', async () => {
    const { failed } = await consume(aQueueEvent([added(1), added(2)]), [anId(1), anId(2)]);
    expect(failed).toEqual(['message-0', 'message-1']);
  });

  const valid = added(1);
  test.each<[string, object | string]>([
    ['an event without contract', { ...valid, name: 'CustomerPraised' }],
    ['an event of the right name from another source', { ...valid, source: 'multidomain.catalog' }],
    ['data that does not fit', { ...valid, data: { customerId: anId(1) } }],
    ['metadata that does not fit', { ...valid, metadata: { ...valid.metadata, aggregateVersion: 0 } }],
    [
      'a version of the event that it does not know',
      { ...valid, metadata: { ...valid.metadata, schemaVersion: 2 } },
    ],
    ['no JSON', '<event/>'],
  ])('does not handle %s, but the others', async (_, poison) => {
    const event = aQueueEvent([added(8), poison as DomainEvent, added(9)]);
    expect(await consume(event)).toEqual({
      handled: [`CustomerAdded ${anId(8)}`, `CustomerAdded ${anId(9)}`],
      failed: ['message-1'],
    });
  });
});
