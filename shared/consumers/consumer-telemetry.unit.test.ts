import { beforeEach, expect, test, vi } from 'vitest';
import { CustomerAdded } from '../../contracts/customer/events.ts';
import { defineConsumer } from '../../contracts/definition/define-consumer.ts';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { anId, LATER } from '../testing/fixed.ts';
import { logLines } from '../testing/log-lines.ts';
import { aQueueEvent } from '../testing/queue-event.ts';

/** The parsed log lines of a consumer, including metrics. */
let lines: Record<string, unknown>[];

/** A consumer of CustomerAdded. */
async function aConsumer() {
  const { consumer } = await import('./consumer.ts');
  return consumer(defineConsumer('KnowCustomers', '', [CustomerAdded]), async () => undefined);
}

beforeEach(() => {
  lines = logLines();
  vi.useFakeTimers({ now: new Date(LATER), toFake: ['Date'] });
  return () => {
    vi.useRealTimers();
    vi.resetModules();
  };
});

const added = (n: number, secondsAgo: number) =>
  makeEvent(
    CustomerAdded,
    {
      aggregateId: anId(n),
      version: 1,
      occurredAt: new Date(Date.parse(LATER) - secondsAgo * 1000).toISOString(),
      cause: { correlationId: `correlation-${n}` },
    },
    { customerId: anId(n), name: 'Ada' },
  );

test('a consumer measures the highest lag in a batch of events', async () => {
  const consume = await aConsumer();
  await consume(aQueueEvent([added(1, 2), added(2, 30), added(3, 5)]));
  const lags = lines.filter((line) => 'EventLag' in line);
  expect(lags.map(({ EventLag, event, service }) => ({ EventLag, event, service }))).toEqual([
    { EventLag: 30_000, event: 'CustomerAdded', service: 'a-service' },
  ]);
});

test('each log line of a consumer is about one event of the batch', async () => {
  const consume = await aConsumer();
  await consume(aQueueEvent(['no JSON', added(1, 2), added(3, 5)]));
  const messages = lines.filter(({ message }) => typeof message === 'string');
  expect(messages.map(({ message, correlationId, event }) => [message, correlationId, event])).toEqual([
    ['not handled', undefined, undefined],
    ['handled', 'correlation-1', 'CustomerAdded'],
    ['handled', 'correlation-3', 'CustomerAdded'],
  ]);
  expect(messages.map(({ eventId }) => eventId)).toEqual([
    undefined,
    added(1, 2).metadata.eventId,
    added(3, 5).metadata.eventId,
  ]);
});
