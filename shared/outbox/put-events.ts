import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { retry } from '../retries/retry.ts';

/** Limits of PutEvents: entries, and bytes of all entries together (kept below the documented maximum). */
const MAX_ENTRIES = 10;
const MAX_BYTES = 240 * 1024;

interface Numbered {
  readonly index: number;
  readonly entry: PutEventsRequestEntry;
}

/** Some entries of a call were refused; the others are on the bus. */
class EntriesRefused extends Error {
  override readonly name = 'EntriesRefused';
}

/**
 * Puts entries on a bus. Entries that EventBridge refuses are retried, four attempts in all.
 * @returns the indexes of the entries that were refused in every attempt.
 * @throws the error of a call that failed as a whole.
 */
export async function putEvents(
  client: EventBridgeClient,
  entries: readonly PutEventsRequestEntry[],
): Promise<Set<number>> {
  let left: readonly Numbered[] = entries.map((entry, index) => ({ entry, index }));
  const attempt = async (): Promise<void> => {
    const refused: Numbered[] = [];
    for (const chunk of chunksOf(left)) refused.push(...(await putChunk(client, chunk)));
    left = refused;
    if (left.length > 0) throw new EntriesRefused(`${left.length} entries were refused`);
  };
  try {
    await retry(attempt, { when: isRefusal, firstMs: 200, attempts: 4 });
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return new Set(left.map(({ index }) => index));
}

const isRefusal = (error: unknown): boolean => error instanceof EntriesRefused;

/** One call. @returns the entries that were refused. */
async function putChunk(client: EventBridgeClient, chunk: readonly Numbered[]): Promise<Numbered[]> {
  const answer = await client.send(new PutEventsCommand({ Entries: chunk.map(({ entry }) => entry) }));
  return chunk.filter((_, place) => answer.Entries?.[place]?.ErrorCode !== undefined);
}

/** Splits entries into calls within the limits of PutEvents. */
function chunksOf(entries: readonly Numbered[]): Numbered[][] {
  const chunks: Numbered[][] = [];
  let bytes = 0;
  for (const numbered of entries) {
    const size = Buffer.byteLength(JSON.stringify(numbered.entry));
    const chunk = chunks.at(-1);
    if (chunk === undefined || chunk.length === MAX_ENTRIES || bytes + size > MAX_BYTES) {
      chunks.push([numbered]);
      bytes = size;
    } else {
      chunk.push(numbered);
      bytes += size;
    }
  }
  return chunks;
}
