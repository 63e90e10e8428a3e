import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { DomainEvent } from '../../contracts/definition/define-event.ts';
import { logger } from '../logging/logger.ts';
import { putEvents } from './put-events.ts';
import type { EventsOfRecord } from './table-events.ts';

/** `tables` maps the name of each table to the events of its changes. */
export interface PublisherOptions {
  readonly client: EventBridgeClient;
  readonly busName: string;
  readonly tables: Readonly<Record<string, EventsOfRecord>>;
}

/**
 * The outbox: a Lambda on table streams that publishes the events of each change. A record whose events could not be
 * made or sent is reported as failed, and the stream retries from there.
 */
export function publisher({ client, busName, tables }: PublisherOptions) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = new Set<DynamoDBRecord>();
    const outgoing: { record: DynamoDBRecord; entry: PutEventsRequestEntry }[] = [];
    for (const record of Records) {
      try {
        const events = eventsOf(tables, record);
        outgoing.push(...events.map((event) => ({ record, entry: entryOf(busName, event) })));
      } catch (error) {
        logger.error('stream record not understood', { error: error as Error, eventId: record.eventID });
        failed.add(record);
      }
    }
    const unsent = await putEvents(
      client,
      outgoing.map(({ entry }) => entry),
    );
    outgoing.forEach(({ record }, index) => {
      if (unsent.has(index)) failed.add(record);
    });
    logger.info('published', { records: Records.length, events: outgoing.length - unsent.size });
    return {
      batchItemFailures: [...failed].map(({ dynamodb }) => ({
        itemIdentifier: dynamodb?.SequenceNumber ?? '',
      })),
    };
  };
}

function eventsOf(tables: PublisherOptions['tables'], record: DynamoDBRecord): readonly DomainEvent[] {
  const table = record.eventSourceARN?.split('/')[1] ?? '';
  const eventsOfRecord = tables[table];
  if (eventsOfRecord === undefined) throw new Error(`No events are known for the table ${table}`);
  const { Keys, OldImage, NewImage } = record.dynamodb ?? {};
  const key = Object.values(itemOf(Keys) ?? {}).join(' ');
  return eventsOfRecord({ before: itemOf(OldImage), after: itemOf(NewImage) }, { table, key });
}

const itemOf = (image: object | undefined): Record<string, unknown> | undefined =>
  image === undefined ? undefined : unmarshall(image as Record<string, AttributeValue>);

const entryOf = (busName: string, { source, name, metadata, data }: DomainEvent): PutEventsRequestEntry => ({
  EventBusName: busName,
  Source: source,
  DetailType: name,
  Detail: JSON.stringify({ metadata, data }),
});
