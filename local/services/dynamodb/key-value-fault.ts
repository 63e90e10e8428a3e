import { isRecord } from '../../json.ts';
import type { KeyAttribute } from './table-keys.ts';

/** In bytes of UTF-8, or of binary data. */
const LIMITS = { HASH: 2048, RANGE: 1024 };

const TOO_LONG = {
  HASH: 'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  RANGE:
    'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
};

/** DynamoDB's message for a key attribute with this value, as `{ S: 'a' }`; undefined if it may have it. */
export function keyValueFault({ name, type, kind }: KeyAttribute, value: unknown): string | undefined {
  const given = isRecord(value) ? value[type] : undefined;
  if (typeof given !== 'string') {
    return 'One or more parameter values were invalid: Condition parameter type does not match schema type';
  }
  if (type === 'N') return undefined;
  if (given === '') {
    const kindOfValue = type === 'S' ? 'string' : 'binary';
    return `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kindOfValue} value. Key: ${name}`;
  }
  return isTooLong(kind, type, given) ? TOO_LONG[kind] : undefined;
}

/** DynamoDB's message for a written attribute that is the key of an index and too long for it; undefined for any other. */
export function indexKeyFault(
  { type, kind }: KeyAttribute,
  indexName: string,
  value: unknown,
): string | undefined {
  const given = isRecord(value) ? value[type] : undefined;
  if (type === 'N' || typeof given !== 'string' || !isTooLong(kind, type, given)) return undefined;
  return `${TOO_LONG[kind]}. IndexName: ${indexName}`;
}

const isTooLong = (kind: KeyAttribute['kind'], type: 'S' | 'B', value: string): boolean =>
  Buffer.byteLength(value, type === 'S' ? 'utf8' : 'base64') > LIMITS[kind];
