import { isDeepStrictEqual } from 'node:util';
import type { Replica } from '../../functions/operations/derived/replicas.ts';
import { idIn, type Row } from '../../functions/operations/derived/rows.ts';
import type { Workshop } from './workshop.ts';

/** The copy that belongs to an owner's row; undefined if there is no owner. */
export function copyOf(id: string, owner: Row | undefined, fields: readonly string[]): Row | undefined {
  if (owner === undefined) return undefined;
  const copied = fields.filter((field) => owner[field] !== undefined).map((field) => [field, owner[field]]);
  const removed = 'removedAt' in owner ? { removed: true } : {};
  return { id, version: owner['version'], ...Object.fromEntries(copied), ...removed };
}

/**
 * Whether a copy is right. Its version is that of the owner's last event: of a product, an earlier one, if only its stock
 * changed since, also in the archive.
 */
export function isCopyRight(copy: Row | undefined, right: Row | undefined, owner: Replica['owner']): boolean {
  if (copy === undefined || right === undefined) return copy === right;
  const version = copy['version'];
  const isEarlier =
    Number.isInteger(version) && Number(version) > 0 && Number(version) < Number(right['version']);
  const isStock = owner === 'catalog Products' && isEarlier;
  return isDeepStrictEqual(isStock ? { ...copy, version: right['version'] } : copy, right);
}

/** Rebuilds a replica row by row from its owner's rows. */
export async function rebuildReplica(
  workshop: Workshop,
  { name, table, owner, key, fields }: Replica,
): Promise<void> {
  const rebuildCopy = (id: string) =>
    workshop.settle(`${table} ${id}`, async () => {
      // In this order: an owner's row is never older than its copy, unless the copy is wrong.
      const copy = await workshop.getOne(table, { id });
      const right = copyOf(id, await workshop.getOne(owner, { [key]: id }), fields);
      if (!isCopyRight(copy, right, owner)) await workshop.replace(table, { id }, copy, right);
    });
  await workshop.walk(`${name}, owners`, owner, async (page) => {
    const copies = await workshop.rows.get(
      table,
      page.map((row) => ({ id: String(row[key]) })),
    );
    for (const [index, row] of page.entries()) {
      const id = String(row[key]);
      if (!isCopyRight(copies[index], copyOf(id, row, fields), owner)) await rebuildCopy(id);
    }
  });
  await workshop.walk(name, table, async (page) => {
    const owners = await workshop.rows.get(
      owner,
      page.map((row) => ({ [key]: idIn(row, 'id') })),
    );
    for (const [index, copy] of page.entries()) {
      const id = String(copy['id']);
      if (!isCopyRight(copy, copyOf(id, owners[index], fields), owner)) await rebuildCopy(id);
    }
  });
}
