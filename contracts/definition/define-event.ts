import * as z from 'zod';
import type { Cause } from '../../shared/values/aggregate.ts';
import { actorField, timeField, traceField, versionField } from './event-fields.ts';

/** The three services, by the names of their folders. */
export const services = ['customer', 'catalog', 'purchases'] as const;

export type Service = (typeof services)[number];

/** EventBridge's `source` for the events of a service. */
export type EventSource = `multidomain.${Service}`;

export const serviceOf = (source: EventSource): Service => source.replace('multidomain.', '') as Service;

/**
 * The metadata of every event. `aggregateVersion` orders the events of one aggregate. `actor` is who asked for what
 * happened, if they were signed in.
 */
export const metadataSchema = /* @__PURE__ */ z.object({
  eventId: z.uuid(),
  schemaVersion: z.int().min(1),
  aggregateId: z.uuid(),
  aggregateVersion: versionField,
  occurredAt: timeField,
  correlationId: traceField,
  causationId: traceField.optional(),
  actor: actorField.optional(),
});

export type EventMetadata = z.infer<typeof metadataSchema>;

/** A published event: EventBridge's `detail`, with its name and source. */
export interface DomainEvent<Name extends string = string, Data = unknown> {
  readonly name: Name;
  readonly source: EventSource;
  readonly metadata: EventMetadata;
  readonly data: Data;
}

/** One version of an event: its name, source, and the schema that producers and consumers parse it with. */
export interface EventContract<Name extends string = string, Data extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly source: EventSource;
  readonly schemaVersion: number;
  readonly data: Data;
  /** EventBridge's `detail`: `{ metadata, data }`. */
  readonly detail: z.ZodObject<{ metadata: typeof metadataSchema; data: Data }>;
}

/** The event that a contract describes. */
export type EventOf<Contract> =
  Contract extends EventContract<infer Name, infer Data> ? DomainEvent<Name, z.infer<Data>> : never;

/**
 * Declares an event. Objects are open: consumers ignore unknown fields, so producers may add optional ones without a
 * new version.
 */
export function defineEvent<const Name extends string, Data extends z.ZodType>(
  source: EventSource,
  name: Name,
  data: Data,
  schemaVersion = 1,
): EventContract<Name, Data> {
  const metadata = metadataSchema.extend({ schemaVersion: z.literal(schemaVersion) });
  return {
    name,
    source,
    schemaVersion,
    data,
    detail: z.object({ metadata, data }) as unknown as EventContract<Name, Data>['detail'],
  };
}

/** The cause to record with a consumer's writes: the event it handles, with the same correlation id and actor. */
export const causedBy = ({ correlationId, eventId, actor }: EventMetadata): Cause => ({
  correlationId,
  causationId: eventId,
  ...(actor === undefined ? {} : { actor }),
});
