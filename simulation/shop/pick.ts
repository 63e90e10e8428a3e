import type { Random } from '../random.ts';

/** Any of these, or undefined if there are none. */
export const anyOf = <E>(random: Random, entries: ReadonlyMap<string, E>): E | undefined =>
  entries.size === 0 ? undefined : random.pick([...entries.values()]);

/** Half of the time one of the first two, so that many change the same one. */
export const aHotOne = <E>(random: Random, entries: ReadonlyMap<string, E>): E | undefined => {
  const all = [...entries.values()];
  if (all.length === 0) return undefined;
  return random.chance(0.5) ? random.pick(all.slice(0, 2)) : random.pick(all);
};
