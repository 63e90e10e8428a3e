import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../demo/random.ts';

/** On average, one worker ends in this time. */
const WORKER_ENDS_EVERY_MS = 1_000;
const KILLS_PER_MINUTE = 1.5;
const FEWEST_KILLS = 2;
/** In the last third nothing is killed, so that the memory of one process can be watched. */
const KILLS_UNTIL = 2 / 3;

/** What happens to the system after so many milliseconds. */
export interface Fault {
  readonly atMs: number;
  readonly kind: 'end-worker' | 'kill';
}

/** Faults at random, in chronological order, for a soak of so long. */
export function plannedFaults(durationMs: number, random: Random): Fault[] {
  const many = (count: number, untilMs: number, kind: Fault['kind']): Fault[] =>
    Array.from({ length: count }, () => ({ atMs: random.fraction() * untilMs, kind }));
  const kills = Math.max(FEWEST_KILLS, Math.round((durationMs / 60_000) * KILLS_PER_MINUTE));
  return [
    ...many(kills, durationMs * KILLS_UNTIL, 'kill'),
    ...many(Math.ceil(durationMs / WORKER_ENDS_EVERY_MS), durationMs, 'end-worker'),
  ].sort((one, other) => one.atMs - other.atMs);
}

export interface FaultsOptions {
  readonly faults: readonly Fault[];
  readonly cause: (kind: Fault['kind']) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Causes the faults, each at its time, or as soon as the one before is over. */
export async function causeFaults({ faults, cause, signal }: FaultsOptions): Promise<void> {
  const started = performance.now();
  for (const { atMs, kind } of faults) {
    await pause(Math.max(0, started + atMs - performance.now()), undefined, { signal });
    await cause(kind);
  }
}
