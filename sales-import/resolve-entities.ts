import { isProblem } from '../client/errors.ts';
import { keyOf } from '../sales-files/keys.ts';
import { eachConcurrently } from './shop/each-concurrently.ts';
import { refusalIn } from './shop/refusal.ts';
import type { Entity } from './shop/shop.ts';

/** A customer or product that was found, added, or refused by the API. */
export type Resolved = (Entity & { readonly existed: boolean }) | { readonly refusal: string };

export interface Resolver<New> {
  /** Whether there are none at all, so that none has to be looked for. */
  areNone(): Promise<boolean>;
  find(planned: New): Promise<Entity | undefined>;
  add(planned: New, key: string): Promise<Entity>;
}

export interface ResolveOptions {
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  readonly onResolved: () => void;
}

/** Finds or adds each entity. A retry after an interruption adds nothing twice, thanks to idempotency keys. */
export async function resolveEntities<New>(
  planned: ReadonlyMap<string, New>,
  { areNone, find, add }: Resolver<New>,
  { onResolved, ...options }: ResolveOptions,
): Promise<Map<string, Resolved>> {
  const resolved = new Map<string, Resolved>();
  const addUnlessTaken = async (entity: New) => {
    try {
      return await add(entity, keyOf('entity', entity));
    } catch (error) {
      // Added a moment ago: by somebody else, or by this import for a SKU that differs only in its accents.
      const found = isProblem(error, 'sku-taken') ? await find(entity) : undefined;
      if (found === undefined) throw error;
      return { ...found, existed: true };
    }
  };
  const isFirst = planned.size > 1 && (await areNone());
  await eachConcurrently(planned, options, async ([id, entity]) => {
    try {
      const found = isFirst ? undefined : await find(entity);
      const known = found ?? (await addUnlessTaken(entity));
      resolved.set(id, { existed: found !== undefined, ...known });
    } catch (error) {
      resolved.set(id, { refusal: refusalIn(error) });
    }
    onResolved();
  });
  return resolved;
}
