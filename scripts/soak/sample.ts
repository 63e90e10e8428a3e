import { setTimeout as pause } from 'node:timers/promises';
import { footprintOf } from './footprint.ts';
import type { Sample } from './memory.ts';
import type { RestartedSystem } from './restarted-system.ts';
import type { Tally } from './tally.ts';

const EVERY_MS = 500;

/** Measures the system again and again until it is over. @throws Error if the system has ended by itself */
export async function sample(
  system: RestartedSystem,
  tally: Tally,
  { isOver, signal }: { readonly isOver: () => boolean; readonly signal: AbortSignal },
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let [life, before] = [0, tally.requests];
  while (!isOver()) {
    if (tally.kills !== life) [life, before] = [tally.kills, tally.requests];
    const footprint = footprintOf(system.pid);
    if (footprint) samples.push({ ...footprint, life, requests: tally.requests - before });
    system.throwIfEnded();
    await pause(EVERY_MS, undefined, { signal });
  }
  return samples;
}
