import type { Mutant } from '../mutant.ts';

/** Faults in numbers of entities, and of purchases by day. */
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
    find: '{ completed: -1, cancelled: 1 }',
    replace: '{ cancelled: 1 }',
  },
  {
    name: 'the history counts an event each time it comes',
    file: 'functions/purchases/adapters/purchase-history.ts',
    find: "const isNew = 'attribute_not_exists(purchaseId)';",
    replace: "const isNew = 'attribute_not_exists(purchaseId) OR attribute_exists(purchaseId)';",
  },
  {
    name: 'a group of events counts only the first for its day',
    file: 'functions/purchases/adapters/record-steps.ts',
    find: 'sumOf(counts)',
    replace: 'first.addition',
  },
];
