import type { Outcome } from './import-purchases.ts';
import type { Plan, RejectedLine } from './plan.ts';
import { rejection } from './plan.ts';

/** The result of an import. */
export interface Summary {
  readonly imported: number;
  /** How many of those were imported in this run. */
  readonly fresh: number;
  readonly rejected: readonly RejectedLine[];
  readonly pending: number;
  readonly seconds: number;
}

export function summarize(plan: Plan, outcomes: readonly Outcome[], seconds: number): Summary {
  const imported = outcomes.filter(({ kind }) => kind === 'imported');
  const refused = outcomes.flatMap((outcome) =>
    outcome.kind === 'rejected' ? [rejection(outcome.line, outcome.reason)] : [],
  );
  return {
    imported: imported.length,
    fresh: imported.filter(({ isNew }) => isNew).length,
    rejected: [...plan.rejected, ...refused],
    pending: outcomes.filter(({ kind }) => kind === 'pending').length,
    seconds,
  };
}

/** The summary as text. @param rejectedFile the file with the rejected lines. */
export function summaryText(summary: Summary, rejectedFile: string): string {
  const { imported, fresh, rejected, pending, seconds } = summary;
  const lines = imported + rejected.length + pending;
  const byReason = new Map<string, number>();
  for (const { reason } of rejected) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  const reasons = [...byReason].toSorted(([, a], [, b]) => b - a);
  return [
    row('imported', imported, fresh === imported ? '' : `(${fresh} in this run)`),
    row('rejected', rejected.length, `(see ${rejectedFile})`),
    ...reasons.map(([reason, count]) => `  ${row(reason, count)}`),
    ...(pending > 0 ? [row('still pending', pending, '(run the same command again)')] : []),
    `${lines} lines in ${seconds.toFixed(1)} s: ${perSecond(lines, seconds)} lines/s, ${perSecond(fresh, seconds)} imported/s`,
  ].join('\n');
}

const row = (label: string, count: number, note = ''): string =>
  `${label.padEnd(52)}${String(count).padStart(7)} ${note}`.trimEnd();

const perSecond = (count: number, seconds: number): string => (count / Math.max(seconds, 0.001)).toFixed(0);
