import type { EventContract } from '../definition/define-event.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';

/** The published contract of an event: EventBridge's `source` and `detail-type`, and the JSON Schema of `detail`. */
export interface PublishedEvent {
  readonly name: string;
  readonly source: string;
  readonly schemaVersion: number;
  readonly detail: JsonSchema;
}

/** The event's file in `contracts/published/events/`. */
export const fileOfEvent = ({ name, schemaVersion }: Pick<EventContract, 'name' | 'schemaVersion'>): string =>
  `${name}.v${schemaVersion}.json`;

/** The published contract of an event. Objects are open: consumers ignore unknown fields. */
export const publishedEvent = ({ name, source, schemaVersion, detail }: EventContract): PublishedEvent => ({
  name,
  source,
  schemaVersion,
  detail: jsonSchemaOf(detail),
});
