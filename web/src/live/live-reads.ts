import { ApiProblem, ApiUnreachable } from '../api/api-error.ts';
import { observable } from '../session/observable.ts';
import { SessionEndedError } from '../session/session-state.ts';
import { PACE, pauseAt } from './pace.ts';
import type { Presence } from './presence.ts';

/** Something in sight that is read again from time to time. */
export interface LiveRead {
  /** `follower`: it changes with something else in sight, so it is read after that has changed, and seldom otherwise. */
  readonly role: 'lead' | 'follower';
  /** Reads it. Returns whether it has changed. */
  readonly read: (signal: AbortSignal) => Promise<boolean>;
}

/** Reads what is in sight again, so that it shows what others do; see {@link PACE}. Failures are quiet. */
export function createLiveReads(presence: Presence, random: () => number = Math.random) {
  const inSight = new Set<LiveRead>();
  /** Those that the API has refused, until somebody comes back. */
  const refused = new Set<LiveRead>();
  const outdatedSince = observable<number | undefined>(undefined);
  let holds = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading: AbortController | undefined;
  let [startedAt, followedAt, answeredAt] = [0, 0, 0];
  let hasChanged = false;
  let isDueSoon = false;
  let failures = 0;
  let retryAfterMs = 0;

  const schedule = (): void => {
    clearTimeout(timer);
    if (reading !== undefined || inSight.size === 0 || holds > 0) return;
    const [isVisible, untouchedMs] = [presence.isVisible(), presence.untouchedMs()];
    const pause = pauseAt({ isVisible, untouchedMs, failures, retryAfterMs, random: random() });
    if (pause === undefined) return;
    const due = startedAt + (isDueSoon ? Math.max(PACE.returnMs, retryAfterMs) : pause);
    timer = setTimeout(() => void readAll(), Math.max(due - Date.now(), 0));
  };

  /** Whether any has changed. */
  const read = async (role: LiveRead['role'], signal: AbortSignal): Promise<boolean> => {
    const due = [...inSight].filter((each) => each.role === role && !refused.has(each));
    const answers = await Promise.all(
      due.map((each) =>
        each.read(signal).catch((error: unknown) => {
          if (isRefusal(error)) refused.add(each);
          else if (!signal.aborted) throw error;
          return false;
        }),
      ),
    );
    return answers.includes(true);
  };

  const readAll = async (): Promise<void> => {
    reading = new AbortController();
    startedAt = Date.now();
    isDueSoon = false;
    try {
      const hadChanged = hasChanged;
      hasChanged = await read('lead', reading.signal);
      // Twice, as events arrive late.
      if (hasChanged || hadChanged || startedAt - followedAt >= PACE.followersMs) {
        followedAt = startedAt;
        await read('follower', reading.signal);
      }
      [failures, retryAfterMs, answeredAt] = [0, 0, startedAt];
      outdatedSince.become(undefined);
    } catch (error) {
      failures += 1;
      // Others may have changed, and what follows them was not read.
      hasChanged = true;
      retryAfterMs = error instanceof ApiProblem || error instanceof ApiUnreachable ? error.retryAfterMs : 0;
      if (failures >= PACE.failuresUntilTold) outdatedSince.become(answeredAt);
    }
    reading = undefined;
    schedule();
  };

  const readSoon = (): void => {
    isDueSoon = true;
    followedAt = 0;
    schedule();
  };
  presence.follow({
    onInput: (untouchedMs) => {
      if (untouchedMs >= PACE.quietAfterMs) readSoon();
    },
    onSight: () => {
      refused.clear();
      readSoon();
    },
  });

  return {
    /** Since when what is in sight is not up to date, in milliseconds since 1970; undefined if it is. */
    outdatedSince,

    /** Reads something again for as long as it is in sight. Returns how to end that. */
    watch(each: LiveRead): () => void {
      if (inSight.size === 0) {
        // It was read just now, to be shown.
        startedAt = followedAt = answeredAt = Date.now();
        hasChanged = false;
      }
      inSight.add(each);
      schedule();
      return () => {
        inSight.delete(each);
        refused.delete(each);
        if (inSight.size > 0) return;
        clearTimeout(timer);
        reading?.abort();
        failures = retryAfterMs = 0;
        outdatedSince.become(undefined);
      };
    },

    /** Reads nothing until the returned function is called: a dialog is open, and what is behind it has to stay. */
    hold(): () => void {
      holds += 1;
      reading?.abort();
      schedule();
      return () => {
        holds -= 1;
        isDueSoon = true;
        schedule();
      };
    },
  };
}

/** Whether it makes no sense to ask again: nobody is signed in, or they may not see it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof SessionEndedError ||
  (error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429);
