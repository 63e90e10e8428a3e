import * as z from 'zod';
import type { Cause } from '../../shared/values/aggregate.ts';
import { timeField, traceField, versionField } from './event-fields.ts';

/** The three services, as their folders are named. */
export type Service = 'customer' | 'catalog' | 'purchases';

/** The service's events, as EventBridge's `source`. */
export type EventSource = `multidomain.${Service}`;

export const serviceOf = (source: EventSource): Service => source.replace('multidomain.', '') as Service;

/** What every event says of itself. `aggregateVersion` orders the events of one aggregate. */
export const metadataSchema = z.object({
  eventId: z.uuid(),
  schemaVersion: z.int().min(1),
  aggregateId: z.uuid(),
  aggregateVersion: versionField,
  occurredAt: timeField,
  correlationId: traceField,
  causationId: traceField.optional(),
});

export type EventMetadata = z.infer<typeof metadataSchema>;

/** A published fact, as it stands in EventBridge's `detail`, with its name and source. */
export interface DomainEvent<Name extends string = string, Data = unknown> {
  readonly name: Name;
  readonly source: EventSource;
  readonly metadata: EventMetadata;
  readonly data: Data;
}

/** One version of one event: its name, its source and the schema that producer and consumer parse with. */
export interface EventContract<Name extends string = string, Data extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly source: EventSource;
  readonly schemaVersion: number;
  readonly data: Data;
  /** `{ metadata, data }`, EventBridge's `detail`. */
  readonly detail: z.ZodObject<{ metadata: typeof metadataSchema; data: Data }>;
}

/** The event that a contract describes. */
export type EventOf<Contract> =
  Contract extends EventContract<infer Name, infer Data> ? DomainEvent<Name, z.infer<Data>> : never;

/**
 * Declares an event. Objects are open: a consumer ignores fields that it does not know, so a producer may
 * add optional ones without a new version.
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

/** The cause of what a consumer writes: the event it handles, in the same correlation. */
export const causedBy = ({ correlationId, eventId }: EventMetadata): Cause => ({
  correlationId,
  causationId: eventId,
});
