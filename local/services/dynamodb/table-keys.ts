import type { TableSpec } from '../../model.ts';

/** An attribute that is a key of a table or an index. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
  readonly kind: 'HASH' | 'RANGE';
}

/** The keys of a table, and of its indexes by their names. */
export interface TableKeys {
  readonly keys: readonly KeyAttribute[];
  readonly indexes: ReadonlyMap<string, readonly KeyAttribute[]>;
}

/** The keys of tables by their names, as the template declares them. */
export function keysOf(tables: readonly TableSpec[]): ReadonlyMap<string, TableKeys> {
  return new Map(
    tables.map(({ name, create }) => {
      const types = new Map(
        create.AttributeDefinitions?.map((each) => [each.AttributeName, each.AttributeType]),
      );
      const attributes = (schema: (typeof create)['KeySchema'] = []): KeyAttribute[] =>
        schema.map(({ AttributeName, KeyType }) => ({
          name: AttributeName ?? '',
          type: types.get(AttributeName) as KeyAttribute['type'],
          kind: KeyType as KeyAttribute['kind'],
        }));
      const indexes = [...(create.GlobalSecondaryIndexes ?? []), ...(create.LocalSecondaryIndexes ?? [])];
      return [
        name,
        {
          keys: attributes(create.KeySchema),
          indexes: new Map(
            indexes.map(({ IndexName, KeySchema }) => [IndexName ?? '', attributes(KeySchema)]),
          ),
        },
      ];
    }),
  );
}
