import type { Outcome } from './import-purchases.ts';
import { moneyText, Sums } from './money-text.ts';
import type { Plan, RejectedLine } from './plan.ts';
import { rejection } from './plan.ts';
import { counted } from './plan-text.ts';

/** The result of an import. */
export interface Summary {
  readonly imported: number;
  /** How many of those were imported in this run. */
  readonly fresh: number;
  readonly rejected: readonly RejectedLine[];
  readonly pending: number;
  /** What the files say that was sold, without what was returned. */
  readonly asked: Totals;
  /** What of that is in the system. */
  readonly made: Totals;
  /** Lines that are imported at another price than theirs: returns of what was bought at another one. */
  readonly otherwise: readonly PricedLine[];
  /** The files by which those were imported that were there before. */
  readonly madeBy: readonly string[];
  readonly seconds: number;
}

/** A line, and what it costs in the file and in the system, in minor units. */
interface PricedLine {
  readonly line: Outcome['line'];
  readonly amount: number;
}

interface Totals {
  readonly units: number;
  readonly money: Sums;
}

export function summarize(plan: Plan, outcomes: readonly Outcome[], seconds: number): Summary {
  const imported = outcomes.filter((outcome) => outcome.kind === 'imported');
  const refused = outcomes.flatMap((outcome) =>
    outcome.kind === 'rejected' ? [rejection(outcome.line, outcome.reason)] : [],
  );
  // As long as nothing is known that they return, returns from elsewhere do not count.
  const isRefused = new Set(outcomes.flatMap(({ kind, line }) => (kind === 'rejected' ? [line] : [])));
  const found = plan.sought.filter((line) => !isRefused.has(line));
  const lines = [...plan.purchases, ...plan.returns.map(({ line }) => line), ...found];
  const amounts = imported.map(({ line, amount }) => ({ line, amount }));
  return {
    imported: imported.length,
    fresh: imported.filter(({ isNew }) => isNew).length,
    rejected: [...plan.rejected, ...refused],
    pending: outcomes.filter(({ kind }) => kind === 'pending').length,
    asked: totalsOf(lines.map((line) => ({ line, amount: line.total }))),
    made: totalsOf(amounts),
    otherwise: amounts.filter(({ line, amount }) => amount !== line.total),
    madeBy: [...new Set(imported.flatMap((each) => each.madeBy ?? []))],
    seconds,
  };
}

/** @param lines those of returns count against the others. */
function totalsOf(lines: readonly PricedLine[]): Totals {
  const money = new Sums();
  for (const { line, amount } of lines) money.add(line.unitPrice.currency, Math.sign(line.quantity) * amount);
  return { units: lines.reduce((sum, { line: { quantity } }) => sum + quantity, 0), money };
}

/** The summary as text. @param rejectedFiles the files with the rejected lines. */
export function summaryText(summary: Summary, rejectedFiles: readonly string[]): string {
  const { imported, fresh, rejected, pending, asked, made, seconds } = summary;
  const lines = imported + rejected.length + pending;
  const byReason = new Map<string, number>();
  for (const { reason } of rejected) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  const reasons = [...byReason].toSorted(([, a], [, b]) => b - a);
  const missing = asked.money.minus(made.money);
  return [
    row(
      'imported',
      imported,
      fresh === imported
        ? ''
        : `(${fresh} in this run, ${imported - fresh} made before${by(summary.madeBy)})`,
    ),
    row('rejected', rejected.length, rejectedFiles.length === 0 ? '' : `(see ${rejectedFiles.join(', ')})`),
    ...reasons.map(([reason, count]) => `  ${row(reason, count)}`),
    ...(pending > 0 ? [row('still pending', pending, '(run the same command again)')] : []),
    `sold, without returns: ${counted(asked.units, 'piece')} for ${asked.money} in what was read, ${counted(made.units, 'piece')} for ${made.money} in the system`,
    ...(missing.amounts.size > 0 ? [`difference: ${missing}`] : []),
    ...otherwiseText(summary),
    `${counted(lines, 'line')} in ${seconds.toFixed(1)} s: ${perSecond(lines, seconds)} lines/s, ${perSecond(fresh, seconds)} imported/s`,
  ].join('\n');
}

/** The most lines that are named one by one. */
const MOST_LINES = 10;

/** What explains a difference, besides the lines that are rejected. */
function otherwiseText({ otherwise }: Summary): string[] {
  const texts = otherwise.slice(0, MOST_LINES).map(({ line, amount }) => {
    const { currency } = line.unitPrice;
    const [inFile, inSystem] = [line.total, amount].map((each) => moneyText(currency, each));
    const what = line.quantity < 0 ? 'returned' : 'sold';
    return `  line ${line.number} of ${line.file}: ${what} for ${inFile}, ${inSystem} in the system`;
  });
  const more = otherwise.length - texts.length;
  return more > 0 ? [...texts, `  and ${counted(more, 'other line')}`] : texts;
}

const by = ([first, ...others]: readonly string[]): string =>
  first === undefined ? '' : ` by ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;

const row = (label: string, count: number, note = ''): string =>
  `${label.padEnd(52)}${String(count).padStart(7)} ${note}`.trimEnd();

const perSecond = (count: number, seconds: number): string => (count / Math.max(seconds, 0.001)).toFixed(0);
