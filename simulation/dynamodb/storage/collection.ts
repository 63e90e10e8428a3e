import { compareValues } from '../values/compare.ts';
import { attributeOf, type Item, type Value } from '../values/value.ts';
import { firstIndex } from './first-index.ts';
import type { KeyAttribute, KeySchema } from './key-schema.ts';

/** The items with the same partition key, in the order of their sort keys. */
export interface Partition {
  /** The partition key as text, different for each. */
  readonly text: string;
  /** Where it is in a scan, from 0 to 2^32. */
  readonly place: number;
  readonly items: Item[];
}

/** The items of a table or of an index, by partition. It keeps the items themselves, and never changes one. */
export class Collection {
  /** Compares two items or keys of the same partition. */
  readonly compare: (a: Item, b: Item) => number;
  readonly #hash: string;
  readonly #partitions = new Map<string, Partition>();
  /** In the order of a scan. */
  readonly #ordered: Partition[] = [];

  /** @param order the attributes that sort the items of a partition, and together tell them apart. */
  constructor({ hash }: KeySchema, order: readonly KeyAttribute[]) {
    this.#hash = hash.name;
    const names = order.map(({ name }) => name);
    this.compare = (a, b) => {
      for (const name of names) {
        const difference = compareValues(a[name] as Value, b[name] as Value) ?? 0;
        if (difference !== 0) return difference;
      }
      return 0;
    };
  }

  /** The item with this key. */
  get(key: Item): Item | undefined {
    const items = this.partition(key)?.items ?? [];
    const found = items[firstIndex(items, (item) => this.compare(item, key) >= 0)];
    return found !== undefined && this.compare(found, key) === 0 ? found : undefined;
  }

  /** The partition of an item or key. */
  partition(key: Item): Partition | undefined {
    return this.#partitions.get(keyText(attributeOf(key, this.#hash)));
  }

  /** All partitions in the order of a scan, which is random but always the same. */
  get partitions(): readonly Partition[] {
    return this.#ordered;
  }

  /** The position of an item's partition among all, or where it would be. */
  positionOf(key: Item): number {
    const text = keyText(attributeOf(key, this.#hash));
    return this.#positionOf({ text, place: placeOf(text) });
  }

  /** Replaces an item by another one of the same key, adds one, or removes one. */
  replace(before: Item | undefined, after: Item | undefined): void {
    if (before !== undefined) this.#remove(before, after);
    if (after !== undefined) this.#put(after);
  }

  #put(item: Item): void {
    const { items } = this.partition(item) ?? this.#addPartition(item);
    const index = firstIndex(items, (each) => this.compare(each, item) >= 0);
    const found = items[index];
    const replaced = found !== undefined && this.compare(found, item) === 0 ? 1 : 0;
    items.splice(index, replaced, item);
  }

  /** @param after what takes its place: if it has the same key, there is nothing to remove. */
  #remove(item: Item, after: Item | undefined): void {
    const partition = this.partition(item);
    if (partition === undefined) return;
    if (after !== undefined && this.partition(after) === partition && this.compare(item, after) === 0) return;
    const { items } = partition;
    items.splice(
      firstIndex(items, (each) => this.compare(each, item) >= 0),
      1,
    );
    if (items.length > 0) return;
    this.#partitions.delete(partition.text);
    this.#ordered.splice(this.#positionOf(partition), 1);
  }

  #addPartition(item: Item): Partition {
    const text = keyText(attributeOf(item, this.#hash));
    const partition = { text, place: placeOf(text), items: [] };
    this.#ordered.splice(this.#positionOf(partition), 0, partition);
    this.#partitions.set(text, partition);
    return partition;
  }

  #positionOf({ text, place }: Pick<Partition, 'text' | 'place'>): number {
    return firstIndex(
      this.#ordered,
      (each) => each.place > place || (each.place === place && each.text >= text),
    );
  }
}

/** A key's value as text. All values of one key attribute have the same type. */
export const keyText = (value: Value | undefined): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);

/** FNV-1a, then the finish of Murmur3, so that similar texts are far apart. */
function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
