import type { DynamoDBRecord } from 'aws-lambda';
import type { DomainEvent } from '../../contracts/definition/define-event.ts';
import { itemOf, keyOf, tableOf } from '../dynamodb/stream-image.ts';
import { bytesOf, MAX_BYTES, type Outgoing } from './put-events-calls.ts';
import type { EventsOfRecord } from './table-events.ts';

/** The events of the changes of each table, by the table's name. */
export type TablesEvents = Readonly<Record<string, EventsOfRecord>>;

/**
 * The events of a stream record, ready for the bus.
 * @throws Error if the record cannot be understood: its table, its images or its events are unknown or invalid, or an
 * event is too large for the bus. A retry does not help.
 */
export function outgoingOf(tables: TablesEvents, busName: string, record: DynamoDBRecord): Outgoing[] {
  const table = tableOf(record);
  const eventsOfRecord = tables[table];
  if (eventsOfRecord === undefined) throw new Error(`No events are known for the table ${table}`);
  const { OldImage, NewImage } = record.dynamodb ?? {};
  const key = keyOf(record);
  const events = eventsOfRecord({ before: itemOf(OldImage), after: itemOf(NewImage) }, { table, key });
  return events.map((event) => toOutgoing(busName, event));
}

function toOutgoing(busName: string, { source, name, metadata, data }: DomainEvent): Outgoing {
  const Detail = JSON.stringify({ metadata, data });
  const entry = { EventBusName: busName, Source: source, DetailType: name, Detail };
  const bytes = bytesOf(entry);
  if (bytes > MAX_BYTES) throw new Error(`${name} has ${bytes} bytes; the bus takes at most ${MAX_BYTES}`);
  return { aggregateId: metadata.aggregateId, entry };
}
