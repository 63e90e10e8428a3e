/** What the document client stores and returns; numbers beyond JavaScript's safe integers are bigints. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | ReadonlySet<string | number | bigint | Uint8Array>
  | readonly Value[]
  | Item;

/** A row, or a map inside one. */
export interface Item {
  [name: string]: Value;
}

/** DynamoDB's names of its types. */
export type TypeName = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

/** The type that DynamoDB stores a value as. */
export function typeOf(value: Value): TypeName {
  switch (typeof value) {
    case 'string':
      return 'S';
    case 'number':
    case 'bigint':
      return 'N';
    case 'boolean':
      return 'BOOL';
    default:
      if (value === null) return 'NULL';
      if (isList(value)) return 'L';
      if (isSet(value)) return setTypeOf(value);
      return value instanceof Uint8Array ? 'B' : 'M';
  }
}

function setTypeOf(set: ReadonlySet<unknown>): TypeName {
  const [first] = set;
  if (typeof first === 'string') return 'SS';
  return first instanceof Uint8Array ? 'BS' : 'NS';
}

export const isNumber = (value: Value | undefined): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isSet = (
  value: Value | undefined,
): value is ReadonlySet<string | number | bigint | Uint8Array> => value instanceof Set;

export const isMap = (value: Value | undefined): value is Item =>
  typeof value === 'object' &&
  value !== null &&
  !isList(value) &&
  !isSet(value) &&
  !(value instanceof Uint8Array);

/** An own attribute: a row may have one named `toString`, and most have none. */
export const attributeOf = (item: Item, name: string): Value | undefined =>
  Object.hasOwn(item, name) ? item[name] : undefined;
