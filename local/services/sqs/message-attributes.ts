import { createHash } from 'node:crypto';

/** A message attribute, as in the API. */
export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, perhaps with a label: `Number.int`. */
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  /** In Base64. */
  readonly BinaryValue?: string | undefined;
}

/** By name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** Attributes of type `String`. */
export function textAttributes(texts: Readonly<Record<string, string>>): MessageAttributes {
  return Object.fromEntries(
    Object.entries(texts).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}

/** The values alone; binary ones in Base64. */
export function attributeValues(attributes: MessageAttributes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { StringValue, BinaryValue }]) => [
      name,
      StringValue ?? BinaryValue ?? '',
    ]),
  );
}

/** Attributes as the record for a Lambda function has them. */
export function toRecordAttributes(attributes: MessageAttributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
}

const TEXT = 1;
const BINARY = 2;

/**
 * The digest with which SDKs check attributes: MD5 of name, type and value of each, in the order of the names, every
 * part after its length. Undefined when there are none.
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const entries = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (part: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  };
  for (const [name, { DataType, StringValue = '', BinaryValue }] of entries) {
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    hash.update(Buffer.of(BinaryValue === undefined ? TEXT : BINARY));
    add(BinaryValue === undefined ? Buffer.from(StringValue) : Buffer.from(BinaryValue, 'base64'));
  }
  return hash.digest('hex');
}

/** The attributes with one of these names; `prefix.*` matches all with that prefix, `All` and `.*` match every one. */
export function selectAttributes(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const wanted = (name: string): boolean =>
    names.some((one) =>
      one === 'All' || one === '.*'
        ? true
        : one.endsWith('.*')
          ? name.startsWith(one.slice(0, -2))
          : one === name,
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)));
}
