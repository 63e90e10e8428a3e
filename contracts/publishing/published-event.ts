import type { EventContract } from '../definition/define-event.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';

/** An event's contract as others read it: EventBridge's `source` and `detail-type`, and the JSON schema of `detail`. */
export interface PublishedEvent {
  readonly name: string;
  readonly source: string;
  readonly schemaVersion: number;
  readonly detail: JsonSchema;
}

/** The file that an event is published in, below `contracts/published/events/`. */
export const fileOfEvent = ({ name, schemaVersion }: Pick<EventContract, 'name' | 'schemaVersion'>): string =>
  `${name}.v${schemaVersion}.json`;

/** An event's contract as it is published. Objects are open: a consumer ignores the fields that it does not know. */
export const publishedEvent = ({ name, source, schemaVersion, detail }: EventContract): PublishedEvent => ({
  name,
  source,
  schemaVersion,
  detail: jsonSchemaOf(detail),
});
