import { setTimeout as sleep } from 'node:timers/promises';
import type { DiskRoom } from '../data/disk-room.ts';
import { batchItemFailures } from './batch-item-failures.ts';
import type { Deliver, Invoke, InvokeResult } from './invoke.ts';
import type { RequestBacklog } from './request-backlog.ts';

/** After this time, in milliseconds, an event source is told to try again. */
const PAUSE_MS = 500;
/** How long an event waits at most while many requests wait. */
const MAX_DELAY_MS = 10_000;

export interface DeliveryConditions {
  /** While there is none, no event is delivered, and what fails meanwhile fails for the lack of it. */
  readonly room: Pick<DiskRoom, 'isFull' | 'shortages' | 'whenRoom'>;
  /** While many requests wait, people do: they go first. */
  readonly backlog: Pick<RequestBacklog, 'whenFew'>;
  /** Aborted when the system ends, which ends running invocations. */
  readonly closing: AbortSignal;
}

/**
 * Invokes functions for event sources. An event is not to blame for a full disk or for the end of the system: without
 * this, it could end in a dead-letter queue.
 */
export function deliverWith(invoke: Invoke, { room, backlog, closing }: DeliveryConditions): Deliver {
  return async (functionArn, event) => {
    await backlog.whenFew(MAX_DELAY_MS, closing);
    await room.whenRoom(PAUSE_MS);
    if (closing.aborted) await sleep(PAUSE_MS, undefined, { ref: false });
    if (room.isFull || closing.aborted) return 'interrupted';
    const { shortages } = room;
    const result = await invoke(functionArn, event);
    const disturbed = closing.aborted || room.shortages > shortages;
    return disturbed && !succeeded(result) ? 'interrupted' : result;
  };
}

const succeeded = (result: InvokeResult): boolean =>
  result.ok && batchItemFailures(result.payload)?.length === 0;
