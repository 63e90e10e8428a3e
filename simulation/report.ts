import type { Outcome } from './run.ts';
import type { Shrunk } from './shrink.ts';
import { type Fault, faultNames } from './world/faults.ts';

/** Lines of the trace that are shown. */
const MOST_LINES = 80;

/** What all runs together did. */
export class Figures {
  seeds = 0;
  steps = 0;
  visits = 0;
  purchases = 0;
  invocations = 0;
  events = 0;
  readonly faults = new Map<Fault, number>();

  add({ steps, visits, purchases, invocations, events, faults }: Outcome): void {
    this.seeds += 1;
    this.steps += steps;
    this.visits += visits;
    this.purchases += purchases;
    this.invocations += invocations;
    this.events += events;
    for (const name of faultNames) this.faults.set(name, (this.faults.get(name) ?? 0) + (faults[name] ?? 0));
  }

  /** @param seconds that the runs took. */
  text(seconds: number): string {
    const count = (value: number) => value.toLocaleString('en');
    const faults = [...this.faults].map(
      ([name, times]) => `  ${name.padEnd(15)} ${count(times).padStart(9)}`,
    );
    return [
      `${count(this.seeds)} seeds, ${count(this.steps)} steps in ${seconds.toFixed(1)} s: ${count(this.visits)} visits,`,
      `${count(this.purchases)} purchases, ${count(this.invocations)} invocations, ${count(this.events)} events.`,
      'Faults:',
      ...faults,
    ].join('\n');
  }
}

/** What broke, with as little as possible, and how to see it again. @param shrunk default: as it was found. */
export function textOfViolation({ seed, violation }: Outcome, steps: number, shrunk?: Shrunk): string {
  return [
    `Seed ${seed} breaks a promise: ${violation?.text}`,
    '',
    ...(shrunk === undefined ? [] : linesOf(shrunk)),
    `See it again: npm run simulate -- --seeds 1 --seed ${seed} --steps ${steps}`,
  ].join('\n');
}

function linesOf({ outcome, options, runs }: Shrunk): string[] {
  const { violation, trace, visits, faults } = outcome;
  const left = visits - (options.skip?.size ?? 0);
  const hidden = trace.length - MOST_LINES;
  return [
    `Shrunk in ${runs} runs to ${left} visits and these faults: ${listOf(faults)}.`,
    `${violation?.text ?? 'It did not happen again.'}`,
    ...(hidden > 0 ? [`… ${hidden} lines before`] : []),
    ...trace.slice(-MOST_LINES),
    '',
  ];
}

const listOf = (faults: Outcome['faults']): string =>
  Object.entries(faults)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ') || 'none';
