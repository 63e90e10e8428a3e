import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { TableSpec } from '../../local/model.ts';
import {
  conflict,
  itemsWritten,
  type Refusal,
  refused,
  seededRandom,
  throttled,
} from './dynamodb-refusals.ts';

/** The behaviour of {@link contending}; may be changed at any time. */
export class Contention {
  /** How long a write locks its items, in milliseconds. */
  holdMs = 8;
  /** The share of throttled requests, 0..1, chosen at random with a fixed seed. */
  throttledShare = 0;
  /** The share of writes that are refused as if another one had locked their first item, 0..1. */
  lockedShare = 0;
  /** How many of the next writes are applied but answered with an error, as if the answer was lost. */
  lostAnswers = 0;
  /** How many requests were refused so far. */
  refusals = 0;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer | string;
}

/** Handles a request of DynamoDB's protocol. */
type Handle = (operation: string, body: Buffer, headers: IncomingHttpHeaders) => Promise<Answer>;

/**
 * Behaves like DynamoDB under contention: during a write, other writes to its items are refused. The engine behind it
 * serializes everything and never throttles.
 */
export function contending(engine: Handle, tables: readonly TableSpec[], contention: Contention): Handle {
  const busy = new Set<string>();
  const keysOf = (table: string): string[] =>
    tables
      .filter(({ name }) => name === table)
      .flatMap(({ create }) => create.KeySchema?.map(({ AttributeName = '' }) => AttributeName) ?? []);
  const random = seededRandom(20260314);

  const refuse = (refusal: Refusal): Answer => {
    contention.refusals += 1;
    return answerOf(refusal);
  };

  return async (operation, body, headers) => {
    const input = JSON.parse(body.toString());
    if (random() < contention.throttledShare) return refuse(throttled(operation, input, random));
    const items = itemsWritten(operation, input, keysOf);
    const isLocked = items.length > 0 && contention.lockedShare > 0 && random() < contention.lockedShare;
    const contended = items.map((item, place) => busy.has(item) || (isLocked && place === 0));
    if (contended.includes(true)) return refuse(conflict(operation, contended));
    for (const item of items) busy.add(item);
    try {
      if (items.length > 0) await pause(contention.holdMs);
      const done = await engine(operation, body, headers);
      if (items.length === 0 || done.status !== 200 || contention.lostAnswers === 0) return done;
      contention.lostAnswers -= 1;
      return answerOf(refused('InternalServerError'));
    } finally {
      for (const item of items) busy.delete(item);
    }
  };
}

const answerOf = ({ status, body }: Refusal): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
