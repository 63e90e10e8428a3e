import { FLAT_RULE, memoryReport, type Sample } from './memory.ts';
import type { SoakResult } from './soak.ts';

/** At most so many are printed. */
const MOST_VIOLATIONS = 50;

/** The figures of a soak, and what is wrong. */
export function reportOf({ violations, tally, purchases, samples }: SoakResult): string {
  const memory = memoryReport(samples);
  const answers = [...tally.answers].sort().map(([status, count]) => `${status}: ${count}`);
  const lines = [
    `Requests       ${tally.requests}`,
    `Answers        ${answers.join(', ')}`,
    `Purchases      ${purchases} accepted`,
    `Kills          ${tally.kills} of the system, ${tally.workerEnds} of functions' workers`,
    `Memory         start ${textOf(memory.start)}, middle ${textOf(memory.middle)}, end ${textOf(memory.end)}`,
    `Last process   halfway ${textOf(memory.lastHalfway)}, at its end ${textOf(memory.lastAtEnd)}`,
    `Flat           ${memory.isFlat === undefined ? 'too little to compare' : memory.isFlat ? 'yes' : 'no'} (${FLAT_RULE})`,
    ...violations.slice(0, MOST_VIOLATIONS),
    violations.length === 0 ? 'All promises kept.' : `${violations.length} violations.`,
  ];
  return lines.join('\n');
}

const textOf = (sample: Sample | undefined): string =>
  sample === undefined
    ? 'not measured'
    : `${sample.rssMb} MB and ${sample.threads} threads after ${sample.requests} requests`;
