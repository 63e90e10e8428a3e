import { answerCalls } from '../../simulation/aws-clients.ts';
import { controlProcess } from '../../simulation/controlled-process.ts';
import { Random } from '../../simulation/random.ts';
import type { Call } from '../../simulation/world/calls.ts';
import { Scheduler } from '../../simulation/world/scheduler.ts';

/** Runs `work` in simulated time, with `answer` behind all AWS clients. @returns what it returned, and the milliseconds it took. */
export async function inSimulatedTime<T>(
  answer: (call: Call, scheduler: Scheduler) => Promise<unknown>,
  work: (scheduler: Scheduler) => Promise<T>,
): Promise<{ readonly value: T; readonly milliseconds: number }> {
  const start = Date.parse('2026-03-02T09:00:00.000Z');
  const scheduler = new Scheduler(start);
  controlProcess({
    now: () => Math.floor(scheduler.now),
    pause: (milliseconds) => scheduler.pause(milliseconds),
    random: new Random(1),
  });
  answerCalls((call) => answer(call, scheduler));
  try {
    let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
    work(scheduler).then(
      (value) => (outcome = { value }),
      (error: unknown) => (outcome = { error }),
    );
    do await scheduler.step();
    while (outcome === undefined);
    if ('error' in outcome) throw outcome.error;
    return { value: outcome.value, milliseconds: scheduler.now - start };
  } finally {
    controlProcess();
  }
}
