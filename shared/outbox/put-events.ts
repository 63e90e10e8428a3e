import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { retry } from '../retries/retry.ts';
import { msLeft } from '../retries/time-budget.ts';
import { callsOf, type Outgoing } from './put-events-calls.ts';

/** How far {@link putEvents} came. */
export interface Progress {
  /** How many entries are on the bus, counted from the first one without a gap. */
  readonly sent: number;
  /** Why the next one is not; undefined if all are. */
  readonly failure?: Error;
}

/** Some entries of a call were refused; the others are on the bus. */
class EntriesRefused extends Error {
  override readonly name = 'EntriesRefused';
}

/**
 * Puts entries on a bus, in order. Entries that EventBridge refuses are retried, four attempts in all. After a call that
 * fails nothing more is sent: a later event of an aggregate must not overtake an earlier one.
 */
export async function putEvents(client: EventBridgeClient, outgoing: readonly Outgoing[]): Promise<Progress> {
  let sent = 0;
  for (const call of callsOf(outgoing)) {
    let left = call.map((_, place) => place);
    const attempt = async (): Promise<void> => {
      const refusals = await put(
        client,
        left.flatMap((place) => call[place]?.entry ?? []),
      );
      left = left.filter((_, index) => refusals[index] !== undefined);
      if (left.length > 0) {
        throw new EntriesRefused(`${left.length} events: ${[...new Set(refusals)].join(' ').trim()}`);
      }
    };
    try {
      await retry(attempt, { when: isRefusal, firstMs: 200, attempts: 4 });
    } catch (error) {
      return { sent: sent + (left[0] ?? 0), failure: error as Error };
    }
    sent += call.length;
  }
  return { sent };
}

const isRefusal = (error: unknown): boolean => error instanceof EntriesRefused;

/** One call, ended when the time of the invocation is up. @returns why entries were refused, by place. */
async function put(client: EventBridgeClient, Entries: PutEventsRequestEntry[]) {
  const milliseconds = msLeft();
  if (milliseconds <= 0) throw new Error('No time left for these events; they will be sent again');
  const limit = Number.isFinite(milliseconds) ? { abortSignal: AbortSignal.timeout(milliseconds) } : {};
  const answer = await client.send(new PutEventsCommand({ Entries }), limit);
  return Entries.map((_, place) => answer.Entries?.[place]?.ErrorCode);
}
