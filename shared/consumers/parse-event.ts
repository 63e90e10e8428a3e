import * as z from 'zod';
import type { DomainEvent, EventContract } from '../../contracts/definition/define-event.ts';

/** How far in the future an event may be: clocks differ. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** The part of an event that identifies its contract, which then parses the event. */
const envelopeSchema = /* @__PURE__ */ z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.looseObject({ metadata: z.looseObject({ schemaVersion: z.unknown() }) }),
});

/** A consumer does not know the event, or the event violates its contract. A retry does not help. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/**
 * The event in a message, parsed by the contract of its version.
 * @throws NotUnderstood if there is no contract for the event or its version, if it does not match its contract, or if its
 * time is in the future.
 */
export function parseEvent(contracts: readonly EventContract[], body: string): DomainEvent {
  const { source, 'detail-type': name, detail } = parsed(envelopeSchema, json(body), 'the message');
  const versions = contracts.filter((contract) => contract.name === name && contract.source === source);
  if (versions.length === 0) throw new NotUnderstood(`No contract for ${name} of ${source}`);
  const version = detail.metadata.schemaVersion;
  const contract = versions.find(({ schemaVersion }) => schemaVersion === version);
  if (contract === undefined) {
    const known = versions.map(({ schemaVersion }) => schemaVersion).join(', ');
    throw new NotUnderstood(
      `No contract for version ${JSON.stringify(version)} of ${name}; known here: ${known}`,
    );
  }
  const { metadata, data } = parsed(contract.detail, detail, name);
  if (Date.parse(metadata.occurredAt) > Date.now() + MAX_AHEAD_MS) {
    throw new NotUnderstood(`${name} of ${metadata.occurredAt} is too far in the future`);
  }
  return { name: contract.name, source: contract.source, metadata, data };
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new NotUnderstood('The message is no JSON');
  }
}

function parsed<Output>(schema: z.ZodType<Output>, value: unknown, what: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
  throw new NotUnderstood(`${what} violates its contract (${fields.join(', ')})`);
}
