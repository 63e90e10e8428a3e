import { isDeepStrictEqual } from 'node:util';
import { replicas } from '../derived/replicas.ts';
import type { Row } from '../derived/rows.ts';
import { type Check, subjectsOf, textIn } from './check.ts';

/** Replicas with their owners. */
export const replicaChecks: readonly Check[] = replicas.map(({ name, table, owner, key, fields }) => ({
  name: table,
  rebuiltAs: name,
  subjects: (rows) =>
    subjectsOf(rows, {
      [owner]: (row) => ({ id: textIn(row, key) }),
      [table]: (row) => ({ id: textIn(row, 'id') }),
    }),
  async compare(rows, subjects) {
    const owners = await rows.get(
      owner,
      subjects.map(({ id = '' }) => ({ [key]: id })),
    );
    const copies = await rows.get(
      table,
      subjects.map(({ id = '' }) => ({ id })),
    );
    return subjects.map(({ id = '' }, index) => {
      const why = whyWrong(owners[index], copies[index], fields);
      if (why === undefined) return undefined;
      const text = `${id} ${why}`;
      return owners[index] === undefined ? { text } : { text, republish: id };
    });
  },
}));

function whyWrong(
  owner: Row | undefined,
  copy: Row | undefined,
  fields: readonly string[],
): string | undefined {
  if (owner === undefined) return copy === undefined ? undefined : 'is unknown to its owner';
  if (copy === undefined) return 'is missing';
  if ('removedAt' in owner !== (copy['removed'] === true)) {
    return 'removedAt' in owner
      ? 'is not removed, but its owner has removed it'
      : 'is removed, but its owner has it';
  }
  if (Number(copy['version']) > Number(owner['version'])) return 'has a later version than its owner';
  const wrong = fields.filter((field) => !isDeepStrictEqual(owner[field], copy[field]));
  return wrong.length === 0 ? undefined : `has another ${wrong.join(' and ')} than its owner`;
}
