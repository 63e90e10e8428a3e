import type { Outcome } from './import-purchases.ts';
import { Sums } from './money-text.ts';
import type { Plan, RejectedLine } from './plan.ts';
import { rejection } from './plan.ts';

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
