/** The bytes that DynamoDB counts for an item, as the document client takes and returns it: names and values. */
export function itemSize(item: object): number {
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += Buffer.byteLength(name) + valueSize(value);
  return size;
}

function valueSize(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return Buffer.byteLength(value);
    case 'number':
    case 'bigint':
      return numberSize(value);
    case 'object':
      return value === null ? 1 : objectSize(value);
    default:
      return 1;
  }
}

function objectSize(value: object): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof Set) return [...value].reduce<number>((sum, each) => sum + valueSize(each), 0);
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + 1 + valueSize(each), 3);
  return 3 + Object.keys(value).length + itemSize(value);
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
