import type { Mutant } from '../mutant.ts';

/** Faults in numbers of entities, in purchases by day, and in the history of purchases. */
export const counters: readonly Mutant[] = [
  {
    name: 'a changed entity is counted again',
    file: 'shared/counters/counter.ts',
    find: 'const count = Number(after !== undefined) - Number(before !== undefined);',
    replace: 'const count = after === undefined ? -1 : 1;',
  },
  {
    name: 'a cancelled purchase stays among the completed ones of its day',
    file: 'functions/purchases/domain/day-count.ts',
    find: '(is[field] ?? 0) - (was[field] ?? 0)',
    replace: 'is[field] ?? 0',
  },
  {
    name: 'returned units still bring something on the day of their purchase',
    file: 'functions/purchases/domain/day-count.ts',
    find: 'revenueOf(purchase.unitPrice, keptUnitsOf(purchase))',
    replace: 'revenueOf(purchase.unitPrice, keptUnitsOf({ quantity: purchase.quantity }))',
  },
  {
    name: 'the list of days has each only in part',
    file: 'shared/counters/series.ts',
    find: 'const sums = counters.get(name) ?? {};',
    replace: 'const sums: Record<string, number> = {};',
  },
  {
    name: 'purchases are counted after the transaction that settles them',
    file: 'functions/purchases/adapters/settlement.ts',
    find: 'await commit(this.#client, [...puts, ...this.#days.writes(group)]);',
    replace:
      'await commit(this.#client, puts);\n        await commit(this.#client, this.#days.writes(group));',
  },
  {
    name: 'a group of purchases counts only the first for its day',
    file: 'functions/purchases/adapters/day-counts.ts',
    find: 'sumOf(changes.map(',
    replace: 'sumOf(changes.slice(0, 1).map(',
  },
  {
    name: 'a cancellation does not change the counts of the day',
    file: 'functions/purchases/adapters/tables.ts',
    find: 'alongside: (before, after) => (after === undefined ? [] : dayCounts.writes([{ before, after }])),',
    replace: '',
  },
  {
    name: 'the history leaves out what settled a purchase',
    file: 'functions/purchases/domain/purchase-step.ts',
    find: 'if (settledBy === undefined) return own;',
    replace: 'if (settledBy === undefined || own.length > 0) return own;',
  },
  {
    name: 'the history of a cancelled purchase has the correlation id of the cancellation',
    file: 'functions/purchases/domain/purchase-life.ts',
    find: 'const { correlationId } = settledBy ?? cause;',
    replace: 'const { correlationId } = cause;',
  },
];
