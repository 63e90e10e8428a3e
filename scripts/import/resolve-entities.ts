import { eachConcurrently } from '../api/each-concurrently.ts';
import { refusalIn } from '../api/refusal.ts';
import type { Entity } from '../api/shop.ts';
import { keyOf } from './read-sales.ts';

/** An entity that lines refer to: found, added, or refused by the API with a reason. */
export type Resolved = (Entity & { readonly wasThere: boolean }) | { readonly refusal: string };

export interface Resolver<New> {
  find(planned: New): Promise<Entity | undefined>;
  add(planned: New, key: string): Promise<Entity>;
}

export interface ResolveOptions {
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  readonly onResolved: () => void;
}

/** Finds each entity or adds it. An interrupted addition is found or, by its key, answered again. */
export async function resolveEntities<New>(
  planned: ReadonlyMap<string, New>,
  { find, add }: Resolver<New>,
  { onResolved, ...options }: ResolveOptions,
): Promise<Map<string, Resolved>> {
  const resolved = new Map<string, Resolved>();
  await eachConcurrently(planned, options, async ([id, entity]) => {
    try {
      const there = await find(entity);
      const known = there ?? (await add(entity, keyOf('entity', entity)));
      resolved.set(id, { ...known, wasThere: there !== undefined });
    } catch (error) {
      resolved.set(id, { refusal: refusalIn(error) });
    }
    onResolved();
  });
  return resolved;
}
