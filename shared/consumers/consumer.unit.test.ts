import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { CustomerAdded, CustomerRemoved } from '../../contracts/customer/events.ts';
import { defineConsumer } from '../../contracts/definition/define-consumer.ts';
import { type DomainEvent, defineEvent } from '../../contracts/definition/define-event.ts';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { logger } from '../logging/logger.ts';
import { msLeft } from '../retries/time-budget.ts';
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

/** An invocation with this much time left. */
const anInvocation = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });

/** Handles events from a queue; those of `failing` customers fail. */
async function consume(event: SQSEvent, failing: readonly string[] = [], invocation = anInvocation(20_000)) {
  const handled: string[] = [];
  const consume = consumer(
    defineConsumer('KnowCustomers', '', [CustomerAdded, CustomerRemoved]),
    async ({ name, data }) => {
      handled.push(`${name} ${data.customerId}`);
      if (failing.includes(data.customerId)) throw new Error('down');
    },
  );
  const { batchItemFailures } = await consume(event, invocation);
  return { handled, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('a consumer', () => {
  test('handles each of its events, those of one aggregate in the order of the queue', async () => {
    const { handled, failed } = await consume(aQueueEvent([added(1), removed(1), added(2)]));
    const ofFirst = handled.filter((each) => each.endsWith(anId(1)));
    expect(ofFirst).toEqual([`CustomerAdded ${anId(1)}`, `CustomerRemoved ${anId(1)}`]);
    expect(handled).toContain(`CustomerAdded ${anId(2)}`);
    expect({ handled, failed }).toMatchObject({ handled: { length: 3 }, failed: [] });
  });

  test('handles events of different aggregates at the same time: none waits for another', async () => {
    const { promise: secondIsHandled, resolve } = Promise.withResolvers<void>();
    const consume = consumer(defineConsumer('KnowCustomers', '', [CustomerAdded]), async ({ data }) => {
      if (data.customerId === anId(1)) await secondIsHandled;
      else resolve();
    });
    expect(await consume(aQueueEvent([added(1), added(2)]))).toEqual({ batchItemFailures: [] });
  });

  test('reports an event that failed, and continues with the others', async () => {
    const { handled, failed } = await consume(aQueueEvent([added(1), added(2), added(3)]), [anId(2)]);
    expect(handled).toHaveLength(3);
    expect(failed).toEqual(['message-1']);
  });

  test('reports all events if all fail, so that each is redelivered on its own', async () => {
    const { failed } = await consume(aQueueEvent([added(1), added(2)]), [anId(1), anId(2)]);
    expect(failed).toEqual(['message-0', 'message-1']);
  });

  test('starts no event that it has no time for: a timeout would redeliver the handled ones, too', async () => {
    expect(await consume(aQueueEvent([added(1), added(2)]), [], anInvocation(1_000))).toEqual({
      handled: [],
      failed: ['message-0', 'message-1'],
    });
  });

  test('gives each event of an aggregate a share of the time', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW));
    const shares: number[] = [];
    const consume = consumer(defineConsumer('KnowCustomers', '', [CustomerAdded]), async () => {
      shares.push(msLeft());
    });
    await consume(aQueueEvent([added(1), added(1), added(1)]), anInvocation(20_000));
    expect(shares).toEqual([6_000, 9_000, 18_000]);
  });

  const valid = added(1);
  test.each<[string, object | string]>([
    ['an event without a contract', { ...valid, name: 'CustomerPraised' }],
    ['an event from the wrong source', { ...valid, source: 'multidomain.catalog' }],
    ['invalid data', { ...valid, data: { customerId: anId(1) } }],
    ['invalid metadata', { ...valid, metadata: { ...valid.metadata, aggregateVersion: 0 } }],
    ['an unknown version of the event', { ...valid, metadata: { ...valid.metadata, schemaVersion: 2 } }],
    [
      'an impossibly high version of the aggregate',
      { ...valid, metadata: { ...valid.metadata, aggregateVersion: Number.MAX_SAFE_INTEGER } },
    ],
    [
      'an event from the day after tomorrow',
      {
        ...valid,
        metadata: { ...valid.metadata, occurredAt: new Date(Date.now() + 2 * 24 * 3_600_000).toISOString() },
      },
    ],
    ['no JSON', '<event/>'],
  ])('does not handle %s, but does handle the others', async (_, poison) => {
    const event = aQueueEvent([added(8), poison as DomainEvent, added(9)]);
    expect(await consume(event)).toEqual({
      handled: [`CustomerAdded ${anId(8)}`, `CustomerAdded ${anId(9)}`],
      failed: ['message-1'],
    });
  });
});

describe('versions of an event', () => {
  const V1 = defineEvent('multidomain.customer', 'CustomerMoved', z.object({ to: z.string() }));
  const V2 = defineEvent(
    'multidomain.customer',
    'CustomerMoved',
    z.object({ to: z.object({ city: z.string() }) }),
    2,
  );
  const occurrence = { aggregateId: anId(1), version: 1, occurredAt: NOW, cause: aCause };
  const first = makeEvent(V1, occurrence, { to: 'Rome' });
  const second = makeEvent(V2, occurrence, { to: { city: 'Oslo' } });
  const third = { ...second, metadata: { ...second.metadata, schemaVersion: 3 } };

  const consumeBy = async (
    contracts: readonly [typeof V1 | typeof V2, ...(typeof V1 | typeof V2)[]],
    event: SQSEvent,
  ) => {
    const handled: unknown[] = [];
    const consume = consumer(
      defineConsumer('FollowMoves', '', contracts),
      async ({ data }) => void handled.push(data.to),
    );
    const { batchItemFailures } = await consume(event);
    return { handled, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
  };

  test.each([[[V1, V2] as const], [[V2, V1] as const]])(
    'are each parsed with their own contract, whatever the order of the contracts',
    async (contracts) => {
      const event = aQueueEvent([first, second, third, first]);
      expect(await consumeBy(contracts, event)).toEqual({
        handled: ['Rome', { city: 'Oslo' }, 'Rome'],
        failed: ['message-2'],
      });
    },
  );

  test('that are unknown are reported and logged', async () => {
    const logged = vi.spyOn(logger, 'error');
    expect(await consumeBy([V1], aQueueEvent([second]))).toEqual({ handled: [], failed: ['message-0'] });
    const [, { error }] = logged.mock.lastCall as unknown as [string, { error: Error }];
    expect(error.message).toBe('No contract for version 2 of CustomerMoved; known here: 1');
  });
});

describe('with a dead-letter queue, an event', () => {
  const queues = mockClient(SQSClient);
  const URL = 'https://queues.example/dead-letters';

  beforeEach(() => {
    vi.stubEnv('DEAD_LETTER_QUEUE_URL', URL);
    vi.stubEnv('MAX_RECEIVES', '5');
    queues.reset();
    queues.on(SendMessageCommand).resolves({});
  });

  const received = (times: number, event: DomainEvent | string): SQSEvent => ({
    Records: aQueueEvent([event]).Records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: `${times}` },
    })),
  });
  const moved = () =>
    queues.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => {
      expect(input.QueueUrl).toBe(URL);
      const { ERROR_CODE, ERROR_MESSAGE } = input.MessageAttributes ?? {};
      return [input.MessageBody, `${ERROR_CODE?.StringValue}: ${ERROR_MESSAGE?.StringValue}`];
    });

  test('of a version that is not known is moved there at once, with the reason, and not retried', async () => {
    const future = { ...added(1), metadata: { ...added(1).metadata, schemaVersion: 2 } };
    const event = received(1, future);
    expect(await consume(event)).toEqual({ handled: [], failed: [] });
    const reason = 'NotUnderstood: No contract for version 2 of CustomerAdded; known here: 1';
    expect(moved()).toEqual([[event.Records[0]?.body, reason]]);
  });

  test('that violates its contract is moved there at once; the reason has no values', async () => {
    await consume(received(1, { ...added(1), data: { customerId: anId(1), name: ['Ada'] } }));
    const reason = 'NotUnderstood: CustomerAdded violates its contract (data.name: invalid_type)';
    expect(moved().map(([, each]) => each)).toEqual([reason]);
  });

  test('that fails is retried, until it has failed for the last time', async () => {
    expect((await consume(received(4, added(1)), [anId(1)])).failed).toEqual(['message-0']);
    expect(moved()).toEqual([]);
    expect((await consume(received(5, added(1)), [anId(1)])).failed).toEqual([]);
    expect(moved()).toEqual([[expect.any(String), 'Error: down']]);
  });

  test('that cannot be moved is left to SQS', async () => {
    queues.on(SendMessageCommand).rejects(new Error('no queue'));
    expect((await consume(received(5, added(1)), [anId(1)])).failed).toEqual(['message-0']);
  });

  test('is moved although its reason is long, or has characters that SQS refuses', async () => {
    const handle = consumer(defineConsumer('KnowCustomers', '', [CustomerAdded]), async () => {
      throw new Error(`\u0000${'x'.repeat(5_000)}`);
    });
    expect(await handle(received(5, added(1)))).toEqual({ batchItemFailures: [] });
    expect(moved().map(([, reason]) => reason)).toEqual([`Error: ?${'x'.repeat(999)}`]);
  });
});
