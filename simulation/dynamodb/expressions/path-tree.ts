import { valueOut } from '../values/copy-out.ts';
import { invalidExpression } from '../values/errors.ts';
import { type Item, isList, type Value } from '../values/value.ts';
import { childOf } from './placeholders.ts';
import type { Path } from './syntax.ts';

/** Paths that do not overlap, by their parts; `whole` is the end of a path. */
export type PathTree = Map<string | number, PathTree | 'whole'>;

/**
 * Puts paths into a tree.
 * @param what kind of expression they are from, for the message.
 * @throws ValidationException if two of them overlap, or one needs a list where the other one needs a map
 */
export function pathTree(what: string, paths: readonly Path[]): PathTree {
  const tree: PathTree = new Map();
  for (const path of paths) {
    let node = tree;
    path.forEach((part, index) => {
      const [known] = node.keys();
      if (known !== undefined && typeof known !== typeof part) {
        throw invalidExpression(what, 'Two document paths conflict with each other;');
      }
      const child = node.get(part);
      const isEnd = index === path.length - 1;
      if (child === 'whole' || (isEnd && child !== undefined)) {
        throw invalidExpression(what, 'Two document paths overlap with each other;');
      }
      if (isEnd) node.set(part, 'whole');
      else {
        const next: PathTree = child ?? new Map();
        node.set(part, next);
        node = next;
      }
    });
  }
  return tree;
}

/** A copy of the attributes of an item that are at the paths; elements of lists move together. */
export const pick = (item: Item, tree: PathTree): Item => (pickFrom(item, tree) as Item | undefined) ?? {};

function pickFrom(parent: Value, tree: PathTree): Value | undefined {
  const list: Value[] = [];
  const map: Item = {};
  const parts = [...tree.keys()];
  if (isList(parent)) parts.sort((a, b) => Number(a) - Number(b));
  for (const part of parts) {
    const value = childOf(parent, part);
    if (value === undefined) continue;
    const subtree = tree.get(part);
    const picked = subtree instanceof Map ? pickFrom(value, subtree) : valueOut(value);
    if (picked === undefined) continue;
    if (typeof part === 'number') list.push(picked);
    else map[part] = picked;
  }
  if (list.length > 0) return list;
  return Object.keys(map).length > 0 ? map : undefined;
}
