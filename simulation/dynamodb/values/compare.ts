import { isNumber, type Value } from './value.ts';

/**
 * Compares two values of the same type as DynamoDB sorts them: strings by their UTF-8 bytes.
 * @returns `undefined` if they cannot be ordered
 */
export function compareValues(a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : Number(a > b);
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) : undefined;
}

function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (one !== other) return inUtf8(one) - inUtf8(other);
  }
  return a.length - b.length;
}

/** In UTF-8, surrogate pairs sort after all other characters. */
const inUtf8 = (unit: number): number => {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
};
