import type {
  AttributeDefinition,
  GlobalSecondaryIndex,
  LocalSecondaryIndex,
} from '@aws-sdk/client-dynamodb';
import { attributeOf, type Item } from '../values/value.ts';
import { Collection } from './collection.ts';
import { type KeyAttribute, type KeySchema, keySchema } from './key-schema.ts';

/** A secondary index of a table. It has the items that have all of its key attributes. */
export class StoredIndex {
  readonly name: string;
  readonly key: KeySchema;
  readonly isGlobal: boolean;
  readonly items: Collection;
  /** The attributes that it has; `undefined` if all. */
  readonly projected: ReadonlySet<string> | undefined;
  /** Its key and the table's: where a page of it ends. */
  readonly position: readonly KeyAttribute[];

  constructor(
    { IndexName, KeySchema, Projection }: GlobalSecondaryIndex | LocalSecondaryIndex,
    definitions: readonly AttributeDefinition[] | undefined,
    table: KeySchema,
    isGlobal: boolean,
  ) {
    this.name = String(IndexName);
    this.key = keySchema(KeySchema, definitions);
    this.isGlobal = isGlobal;
    const { attributes, range } = this.key;
    const names = attributes.map(({ name }) => name);
    this.position = [...attributes, ...table.attributes.filter(({ name }) => !names.includes(name))];
    this.items = new Collection(
      this.key,
      range === undefined ? table.attributes : [range, ...table.attributes],
    );
    const { ProjectionType = 'ALL', NonKeyAttributes = [] } = Projection ?? {};
    this.projected =
      ProjectionType === 'ALL'
        ? undefined
        : new Set([...this.position.map(({ name }) => name), ...NonKeyAttributes]);
  }

  replace(before: Item | undefined, after: Item | undefined): void {
    this.items.replace(this.#entry(before), this.#entry(after));
  }

  /** What the index has of an item. */
  project(item: Item): Item {
    const { projected } = this;
    if (projected === undefined) return item;
    const copy: Item = {};
    for (const name of projected) {
      const value = attributeOf(item, name);
      if (value !== undefined) copy[name] = value;
    }
    return copy;
  }

  #entry(item: Item | undefined): Item | undefined {
    return item !== undefined && this.key.attributes.every(({ name }) => Object.hasOwn(item, name))
      ? item
      : undefined;
  }
}
