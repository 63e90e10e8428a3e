import { convertToAttr, convertToNative } from '@aws-sdk/util-dynamodb';
import { ValidationException } from './errors.ts';
import type { Item, Value } from './value.ts';

const MAX_DEPTH = 32;
const MAX_DIGITS = 38;

/** A copy of a map as the document client would store it: fields that are `undefined` or functions are left out. */
export function itemIn(input: object, depth = 0): Item {
  const copy: Item = {};
  for (const [name, value] of Object.entries(input)) {
    const stored = valueIn(value, depth);
    // An assignment to `__proto__` would store nothing, with the document client as well.
    if (stored !== undefined && name !== '__proto__') copy[name] = stored;
  }
  return copy;
}

/**
 * A copy of a value as the document client would store it; `undefined` for what it leaves out.
 * @throws Error as the document client does for a value that it cannot convert; ValidationException
 */
export function valueIn(value: unknown, depth = 0): Value | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // -0 becomes 0.
      return Number.isSafeInteger(value) ? value || 0 : checked(converted(value));
    case 'undefined':
    case 'function':
      return undefined;
    case 'object':
      return value === null ? null : objectIn(value, depth + 1);
    default:
      return checked(converted(value));
  }
}

function objectIn(value: object, depth: number): Value {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Set) return setIn(value);
  if (Array.isArray(value)) {
    checkDepth(depth);
    return value.map((each) => valueIn(each, depth)).filter((each) => each !== undefined);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    checkDepth(depth);
    return itemIn(value, depth);
  }
  // The client knows what to do with the rest: maps, its own wrapped numbers, other binaries. It refuses most objects.
  return checked(converted(value));
}

function checkDepth(depth: number): void {
  if (depth >= MAX_DEPTH) throw new ValidationException('Nesting Levels have exceeded supported limits');
}

function setIn(set: ReadonlySet<unknown>): Value {
  const given = [...set].filter((each) => each !== undefined);
  const type = typeof given[0];
  if (type === 'string' && given.every((each) => typeof each === 'string')) return new Set(given);
  const stored = converted(new Set(given)) as ReadonlySet<Value>;
  const copies = [...stored].map((each) =>
    each instanceof Uint8Array ? new Uint8Array(each) : checked(each),
  );
  const distinct = new Set(copies.map((each) => (each instanceof Uint8Array ? each.join() : each)));
  if (distinct.size < copies.length) throw new ValidationException('Input collection contains duplicates');
  return new Set(copies as (number | bigint | Uint8Array)[]);
}

function converted(value: unknown): Value {
  const native: unknown = convertToNative(convertToAttr(value, { removeUndefinedValues: true }));
  if (native instanceof ArrayBuffer) return new Uint8Array(native.slice());
  if (ArrayBuffer.isView(native)) {
    return new Uint8Array(native.buffer, native.byteOffset, native.byteLength).slice();
  }
  return native as Value;
}

/** @throws ValidationException for a number that DynamoDB cannot store */
export function checked(value: Value): Value {
  if (typeof value === 'bigint' && digitsOf(value) > MAX_DIGITS) {
    throw new ValidationException('Attempting to store more than 38 significant digits in a Number');
  }
  if (typeof value !== 'number') return value;
  const magnitude = Math.abs(value);
  if (magnitude > 9.99e125) throw new ValidationException('Number overflow');
  if (magnitude < 1e-130 && magnitude > 0) throw new ValidationException('Number underflow');
  return value;
}

const digitsOf = (value: bigint): number => value.toString().replace(/^-|0+$/g, '').length;
