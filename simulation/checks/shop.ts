import { isDeepStrictEqual } from 'node:util';
import type { ApiClient } from '../../client/create-client.ts';
import type { Ledger } from '../shop/ledger.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';

/** A shop at rest, and what it has promised. */
export interface Shop {
  readonly world: World;
  readonly ledger: Ledger;
  readonly api: ApiClient;
}

/** @throws Violation unless both are the same. @param id of what has them. */
export function same(rule: string, id: string, found: unknown, expected: unknown): void {
  must(
    isDeepStrictEqual(found, expected),
    rule,
    () => `${id} has ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`,
  );
}

/** The rows of an owner's table. */
export function rowsOf(world: World, id: string): readonly Readonly<Record<string, unknown>>[] {
  const table = world.model.tables.find(({ name }) => new RegExp(`-${id}[0-9A-F]{8}$`).test(name));
  if (table === undefined) throw new Error(`There is no table ${id}`);
  return world.store.items(table.name);
}

/** The fields, and the name if there is one. */
export const withName = <T extends object>(fields: T, name: string | undefined) =>
  name === undefined ? fields : { ...fields, name };

/** Pages of few or of many items. */
export const pageOf = ({ random }: World): { readonly limit: number } => ({
  limit: random.pick([2, 7, 100]),
});
