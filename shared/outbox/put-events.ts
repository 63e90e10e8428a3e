import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { backoff } from '../retries/backoff.ts';

/** PutEvents' limits: entries, and bytes of all entries together (kept below the documented maximum). */
const MAX_ENTRIES = 10;
const MAX_BYTES = 240 * 1024;
const ATTEMPTS = 4;

/**
 * Puts entries on a bus, resending only those that failed.
 * @returns the indexes of the entries that failed to the end; empty when all are out.
 */
export async function putEvents(
  client: EventBridgeClient,
  entries: readonly PutEventsRequestEntry[],
): Promise<Set<number>> {
  let left = entries.map((_, index) => index);
  for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt += 1) {
    if (attempt > 1) await backoff(attempt - 1, 200);
    const failed: number[] = [];
    for (const chunk of chunksOf(entries, left)) failed.push(...(await putChunk(client, entries, chunk)));
    left = failed;
  }
  return new Set(left);
}

async function putChunk(
  client: EventBridgeClient,
  entries: readonly PutEventsRequestEntry[],
  chunk: readonly number[],
): Promise<number[]> {
  const command = new PutEventsCommand({
    Entries: chunk.map((index) => entries[index] as PutEventsRequestEntry),
  });
  const answer = await client.send(command);
  return chunk.filter((_, place) => answer.Entries?.[place]?.ErrorCode !== undefined);
}

/** Cuts the entries of `indexes` into calls that PutEvents takes. */
function chunksOf(entries: readonly PutEventsRequestEntry[], indexes: readonly number[]): number[][] {
  const chunks: number[][] = [];
  let bytes = 0;
  for (const index of indexes) {
    const size = Buffer.byteLength(JSON.stringify(entries[index]));
    const chunk = chunks.at(-1);
    if (chunk === undefined || chunk.length === MAX_ENTRIES || bytes + size > MAX_BYTES) {
      chunks.push([index]);
      bytes = size;
    } else {
      chunk.push(index);
      bytes += size;
    }
  }
  return chunks;
}
