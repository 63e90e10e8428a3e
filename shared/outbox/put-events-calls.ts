import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

/** An event of an aggregate, ready for the bus. */
export interface Outgoing {
  readonly aggregateId: string;
  readonly entry: PutEventsRequestEntry;
}

/** Limits of PutEvents: entries, and bytes of all entries together (kept below the documented maximum). */
const MAX_ENTRIES = 10;
export const MAX_BYTES = 240 * 1024;

/** The bytes that an entry has in a call, at most. */
export const bytesOf = (entry: PutEventsRequestEntry): number => Buffer.byteLength(JSON.stringify(entry));

/**
 * Splits entries, in order, into calls within the limits of PutEvents. EventBridge may refuse some entries of a call
 * and take the others, so a call has at most one event of an aggregate.
 */
export function callsOf(outgoing: readonly Outgoing[]): Outgoing[][] {
  const calls: Outgoing[][] = [];
  let bytes = 0;
  for (const next of outgoing) {
    const size = bytesOf(next.entry);
    const call = calls.at(-1);
    const isFull = call === undefined || call.length === MAX_ENTRIES || bytes + size > MAX_BYTES;
    if (isFull || call.some(({ aggregateId }) => aggregateId === next.aggregateId)) {
      calls.push([next]);
      bytes = size;
    } else {
      call.push(next);
      bytes += size;
    }
  }
  return calls;
}
