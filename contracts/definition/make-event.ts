import { v5 } from 'uuid';
import type * as z from 'zod';
import type { Cause } from '../../shared/values/aggregate.ts';
import type { DomainEvent, EventContract } from './define-event.ts';

/** The namespace of event ids (RFC 9562, name-based). */
const EVENT_NAMESPACE = '6f5b3e1c-7f0e-5d0b-9a53-3c1a3c0f4a11';

/** The id of an event: the same for the same name, aggregate and version. */
export const eventIdOf = (name: string, aggregateId: string, version: number): string =>
  v5(`${name}/${aggregateId}/${version}`, EVENT_NAMESPACE);

/** The write that caused an event. `occurredAt` is ISO 8601 UTC. */
export interface Occurrence {
  readonly aggregateId: string;
  readonly version: number;
  readonly occurredAt: string;
  readonly cause: Cause;
}

/**
 * Makes an event and parses it with its contract. The `eventId` is derived from name, aggregate and version, so a stream
 * record that is delivered twice yields the same event.
 * @throws ZodError if the event violates the contract.
 */
export function makeEvent<const Name extends string, Data extends z.ZodType>(
  contract: EventContract<Name, Data>,
  { aggregateId, version, occurredAt, cause }: Occurrence,
  data: z.input<Data>,
): DomainEvent<Name, z.infer<Data>> {
  const { name, source, schemaVersion } = contract;
  const detail = contract.detail.parse({
    metadata: {
      eventId: eventIdOf(name, aggregateId, version),
      schemaVersion,
      aggregateId,
      aggregateVersion: version,
      occurredAt,
      correlationId: cause.correlationId,
      ...(cause.causationId === undefined ? {} : { causationId: cause.causationId }),
      ...(cause.actor === undefined ? {} : { actor: cause.actor }),
    },
    data,
  }) as Pick<DomainEvent<Name, z.infer<Data>>, 'metadata' | 'data'>;
  return { name, source, ...detail };
}
