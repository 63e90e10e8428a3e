import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Activity } from './services/activity.ts';

/** Longer than execution environments stay without an invocation. */
const REST_MS = 40_000;
/** What is collected is worth more than this, or it is left: schedules wake the system up now and then. */
const WORTH_BYTES = 32 * 1024 * 1024;

export interface MemoryAtRestOptions {
  readonly activity: Pick<Activity, 'open' | 'begun'>;
  /** Collects all garbage of this thread. Default: V8's collector, with all it can give back. */
  readonly collect?: () => void;
  /** The size of this thread's heap. Default: what V8 says. */
  readonly heapBytes?: () => number;
}

/**
 * Gives memory back once nothing has happened for a while. V8 collects garbage when memory is allocated: what a busy system
 * has left would stay for as long as it rests. Returns how to stop that.
 */
export function giveBackAtRest({
  activity,
  collect = collectGarbage(),
  heapBytes = () => process.memoryUsage().heapTotal,
}: MemoryAtRestOptions): () => void {
  let seen = activity.begun;
  let smallest = 0;
  const check = (): void => {
    const rests = activity.open === 0 && activity.begun === seen;
    seen = activity.begun;
    if (!rests || heapBytes() < smallest + WORTH_BYTES) return;
    collect();
    smallest = heapBytes();
  };
  const timer = setInterval(check, REST_MS).unref();
  return () => clearInterval(timer);
}

function collectGarbage(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: (options: object) => void = runInNewContext('gc');
  // Functions, whose threads are started later, do not get it.
  setFlagsFromString('--no-expose-gc');
  return () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
