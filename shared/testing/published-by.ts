import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, vi } from 'vitest';

type Handler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/**
 * The names of the events that a service's publisher puts on the bus; no record may fail. Tables are named like their
 * environment variables: `PRODUCTS_TABLE`.
 * @param load imports the handler, which reads its environment at that time.
 */
export function publishedBy(load: () => Promise<{ readonly handler: Handler }>) {
  const bus = mockClient(EventBridgeClient);
  const variables = [
    'CUSTOMERS_TABLE',
    'PRODUCTS_TABLE',
    'RESERVATIONS_TABLE',
    'PURCHASES_TABLE',
    'EVENT_BUS_NAME',
    'SET_ASIDE_QUEUE_URL',
  ];

  beforeEach(() => {
    for (const variable of variables) vi.stubEnv(variable, variable);
    bus.reset();
    bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => ({
      Entries: Entries.map(() => ({ EventId: 'an-event' })),
    }));
  });
  afterEach(() => bus.reset());

  return async (Records: DynamoDBRecord[]): Promise<(string | undefined)[]> => {
    const { handler } = await load();
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
    const entries = bus.commandCalls(PutEventsCommand).flatMap(({ args }) => args[0].input.Entries ?? []);
    expect(new Set(entries.map(({ EventBusName }) => EventBusName))).toEqual(new Set(['EVENT_BUS_NAME']));
    return entries.map(({ DetailType }) => DetailType);
  };
}
