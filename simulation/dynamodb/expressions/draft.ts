import { ValidationException } from '../values/errors.ts';
import { type Item, isList, isMap, type Value } from '../values/value.ts';
import { childOf } from './placeholders.ts';
import type { Path } from './syntax.ts';

/** A changed copy of an item. It copies only the lists and maps on the way to a change. */
export class Draft {
  readonly #item: Item;
  /** The lists and maps that are copies already. */
  readonly #copies = new Set<Value>();
  /** Changes of lists that would move the elements that other paths mean. */
  readonly #appended: { readonly list: Value[]; readonly position: number; readonly value: Value }[] = [];
  readonly #removed: { readonly list: Value[]; readonly position: number }[] = [];

  constructor(item: Item) {
    this.#item = { ...item };
  }

  /** @throws ValidationException if there is no list or map to set it in */
  set(path: Path, value: Value): void {
    const { parent, part } = this.#place(path);
    if (typeof part !== 'number') (parent as Item)[part] = value;
    else {
      const list = parent as Value[];
      if (part < list.length) list[part] = value;
      else this.#appended.push({ list, position: part, value });
    }
  }

  /** @throws ValidationException if there is no list or map to remove it from */
  remove(path: Path): void {
    const { parent, part } = this.#place(path);
    if (typeof part !== 'number') delete (parent as Item)[part];
    else this.#removed.push({ list: parent as Value[], position: part });
  }

  /** The changed item. Elements set beyond a list's end are appended to it. */
  finish(): Item {
    const lengths = new Map(this.#removed.map(({ list }) => [list, list.length]));
    for (const { list, value } of this.#appended.sort((a, b) => a.position - b.position)) list.push(value);
    for (const { list, position } of this.#removed.sort((a, b) => b.position - a.position)) {
      if (position < (lengths.get(list) ?? 0)) list.splice(position, 1);
    }
    return this.#item;
  }

  #place(path: Path): { parent: Value[] | Item; part: string | number } {
    let parent: Value = this.#item;
    for (const part of path.slice(0, -1)) parent = this.#ownChild(parent, part);
    const part = path.at(-1) ?? '';
    if (typeof part === 'number' ? isList(parent) : isMap(parent)) {
      return { parent: parent as Value[] | Item, part };
    }
    throw invalidPath();
  }

  /** A child that is a list or a map, as a copy in its parent. */
  #ownChild(parent: Value, part: string | number): Value {
    const child = childOf(parent, part);
    if (!isList(child) && !isMap(child)) throw invalidPath();
    if (this.#copies.has(child)) return child;
    const copy = isList(child) ? [...child] : { ...child };
    this.#copies.add(copy);
    (parent as Record<string | number, Value>)[part] = copy;
    return copy;
  }
}

const invalidPath = (): ValidationException =>
  new ValidationException('The document path provided in the update expression is invalid for update');
