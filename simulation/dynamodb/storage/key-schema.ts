import type { AttributeDefinition, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { ValidationException } from '../values/errors.ts';
import { attributeOf, type Item, type TypeName, typeOf, type Value } from '../values/value.ts';

/** One attribute of a key. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: TypeName;
  readonly maxBytes: number;
}

/** The key of a table or index. */
export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
  /** Both, or the only one. */
  readonly attributes: readonly KeyAttribute[];
}

/** The schema as CreateTable declares it. */
export function keySchema(
  elements: readonly KeySchemaElement[] = [],
  definitions: readonly AttributeDefinition[] = [],
): KeySchema {
  const attribute = (keyType: 'HASH' | 'RANGE', maxBytes: number): KeyAttribute | undefined => {
    const name = elements.find(({ KeyType }) => KeyType === keyType)?.AttributeName;
    const type = definitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    return name === undefined || type === undefined ? undefined : { name, type: type as TypeName, maxBytes };
  };
  const hash = attribute('HASH', 2048);
  const range = attribute('RANGE', 1024);
  if (hash === undefined) throw new Error('A key schema needs a partition key with a defined type');
  return { hash, range, attributes: range === undefined ? [hash] : [hash, range] };
}

/** The key attributes of an item. */
export function keyOf(item: Item, attributes: readonly KeyAttribute[]): Item {
  return Object.fromEntries(attributes.map(({ name }) => [name, item[name] as Value]));
}

/**
 * Checks a key that a request gives: exactly the key attributes, each of its type.
 * @throws ValidationException
 */
export function checkKey(key: Item, { attributes }: KeySchema): void {
  if (Object.keys(key).length !== attributes.length || !attributes.every((each) => isOfType(key, each))) {
    throw new ValidationException('The provided key element does not match the schema');
  }
}

/** Checks that an item to be stored has its key. @throws ValidationException */
export function checkItemKey(item: Item, { attributes }: KeySchema): void {
  for (const attribute of attributes) {
    if (!Object.hasOwn(item, attribute.name)) {
      throw new ValidationException(
        `One or more parameter values were invalid: Missing the key ${attribute.name} in the item`,
      );
    }
    if (!isOfType(item, attribute)) {
      throw new ValidationException(
        `One or more parameter values were invalid: Type mismatch for key ${attribute.name} expected: ${attribute.type}`,
      );
    }
  }
}

/** Checks that an item to be stored fits an index; it need not be in it. @throws ValidationException */
export function checkIndexKey(item: Item, { attributes }: KeySchema, index: string): void {
  for (const attribute of attributes) {
    if (!Object.hasOwn(item, attribute.name)) continue;
    if (!isOfType(item, attribute)) {
      throw new ValidationException(
        `One or more parameter values were invalid: Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} IndexName: ${index}`,
      );
    }
    checkKeyValue(item[attribute.name], attribute);
  }
}

/** Checks the lengths of the key attributes that an item or key has with their types. @throws ValidationException */
export function checkKeyValues(item: Item, { attributes }: KeySchema): void {
  for (const attribute of attributes) {
    if (isOfType(item, attribute)) checkKeyValue(attributeOf(item, attribute.name), attribute);
  }
}

/** @throws ValidationException if a value is empty or too long for a key */
export function checkKeyValue(value: Value | undefined, { name, maxBytes }: KeyAttribute): void {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return;
  if (value.length === 0) {
    throw new ValidationException(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty value. Key: ${name}`,
    );
  }
  // A UTF-16 unit has at most three bytes.
  if (value.length * 3 > maxBytes && Buffer.byteLength(value) > maxBytes) {
    throw new ValidationException(
      `One or more parameter values were invalid: Size of ${name} has exceeded the maximum size limit of ${maxBytes} bytes`,
    );
  }
}

/** Whether an item or key has an attribute, and its type is right. */
export function isOfType(item: Item, { name, type }: KeyAttribute): boolean {
  const value = attributeOf(item, name);
  return value !== undefined && typeOf(value) === type;
}
