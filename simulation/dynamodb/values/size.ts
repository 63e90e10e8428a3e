import { type Item, isList, isSet, type Value } from './value.ts';

/** The bytes that DynamoDB counts for an item. */
export function itemSize(item: Item): number {
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += Buffer.byteLength(name) + valueSize(value);
  return size;
}

function valueSize(value: Value): number {
  switch (typeof value) {
    case 'string':
      return Buffer.byteLength(value);
    case 'number':
    case 'bigint':
      return numberSize(value);
    case 'boolean':
      return 1;
    default:
      if (value === null) return 1;
      if (value instanceof Uint8Array) return value.byteLength;
      if (isSet(value)) return [...value].reduce<number>((sum, each) => sum + valueSize(each), 0);
      if (isList(value)) return value.reduce<number>((sum, each) => sum + 1 + valueSize(each), 3);
      return 3 + Object.keys(value).length + itemSize(value);
  }
}

/** About a byte for two significant digits, and one more. */
function numberSize(value: number | bigint): number {
  if (Number.isSafeInteger(value) && value >= 0 && value < 100) return 2;
  const digits = String(value)
    .replace(/e.*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + 1 + Number(value < 0);
}
