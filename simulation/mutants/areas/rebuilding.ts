import type { Mutant } from '../mutant.ts';

/** Faults in what corrects derived tables. */
export const rebuilding: readonly Mutant[] = [
  {
    name: 'a sum that is counted again takes what changed meanwhile as it is now',
    file: 'shared/dynamodb/recount.ts',
    find: 'return recount !== undefined && countedBefore?.recount === recount ? { ...now, ...countedBefore } : now;',
    replace:
      'return recount === undefined && countedBefore?.recount === recount ? { ...now, ...countedBefore } : now;',
    whyNotFound:
      'What a sum counts would have to change while it is counted again. The integration test of rebuilding does that at each command.',
  },
  {
    name: 'a sum changes unnoticed while it is counted again',
    file: 'shared/dynamodb/recount.ts',
    find: 'if (recount === undefined)',
    replace:
      "if (recount === undefined) return { Update: { ...Update, ReturnValuesOnConditionCheckFailure: 'NONE' } };\n  if (recount === undefined)",
  },
  {
    name: 'a rebuild leaves search rows of nothing',
    file: 'scripts/rebuild/searches.ts',
    find: 'if (isRowOf(stray, rowsFor(row))) return;',
    replace: 'if (rowsFor(row).length >= 0) return;',
  },
  {
    name: 'a rebuild leaves wrong copies',
    file: 'scripts/rebuild/replicas.ts',
    find: 'if (!isCopyRight(copy, right, owner)) await workshop.replace(table, { id }, copy, right);',
    replace:
      'if (right !== undefined && copy === undefined) await workshop.replace(table, { id }, copy, right);',
  },
  {
    name: 'a rebuild forgets pairs that should not be there',
    file: 'scripts/rebuild/pair.ts',
    find: 'if (row === undefined || right === undefined) return row === right;\n  const { revision',
    replace: 'if (row === undefined || right === undefined) return right === undefined;\n  const { revision',
  },
  {
    name: 'a rebuild removes the record of rows that are still on their way',
    file: 'scripts/rebuild/searches.ts',
    find: 'if (isRecord(stray) && isRecent(stray, Date.now())) return;',
    replace: '',
  },
];
