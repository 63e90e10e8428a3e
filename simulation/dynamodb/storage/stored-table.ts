import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { itemSize } from '../../../shared/dynamodb/item-size.ts';
import { ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';
import { Collection } from './collection.ts';
import { checkIndexKey, type KeySchema, keySchema } from './key-schema.ts';
import { StoredIndex } from './stored-index.ts';

const MAX_ITEM_BYTES = 400 * 1024;

/** A table with its indexes. */
export class StoredTable {
  readonly name: string;
  readonly key: KeySchema;
  readonly items: Collection;
  readonly indexes: readonly StoredIndex[];

  constructor(create: CreateTableCommandInput) {
    const { TableName, KeySchema, AttributeDefinitions: definitions } = create;
    this.name = String(TableName);
    this.key = keySchema(KeySchema, definitions);
    const { attributes, range } = this.key;
    this.items = new Collection(this.key, range === undefined ? attributes : [range]);
    this.indexes = [
      ...(create.GlobalSecondaryIndexes ?? []).map(
        (index) => new StoredIndex(index, definitions, this.key, true),
      ),
      ...(create.LocalSecondaryIndexes ?? []).map(
        (index) => new StoredIndex(index, definitions, this.key, false),
      ),
    ];
  }

  /** @throws ValidationException if there is no such index */
  index(name: string): StoredIndex {
    const found = this.indexes.find((index) => index.name === name);
    if (found !== undefined) return found;
    throw new ValidationException(`The table does not have the specified index: ${name}`);
  }

  /** Checks whether an item fits the indexes. @throws ValidationException */
  checkIndexed(item: Item): void {
    for (const { key, name } of this.indexes) checkIndexKey(item, key, name);
  }

  /** @throws ValidationException if an item is too large */
  checkSize(item: Item): void {
    if (itemSize(item) <= MAX_ITEM_BYTES) return;
    throw new ValidationException('Item size has exceeded the maximum allowed size');
  }

  /** Replaces, adds or removes an item. */
  replace(before: Item | undefined, after: Item | undefined): void {
    this.items.replace(before, after);
    for (const index of this.indexes) index.replace(before, after);
  }
}
