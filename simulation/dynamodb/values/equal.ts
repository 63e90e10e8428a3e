import { type Item, isList, isMap, isSet, type Value } from './value.ts';

/** Whether two values are the same to DynamoDB: the order in sets and maps does not count. */
export function areEqual(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return a !== undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((each, index) => areEqual(each, b[index]));
  }
  if (isSet(a)) return isSet(b) && a.size === b.size && [...a].every((each) => hasMember(b, each));
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  return isMap(a) && isMap(b) && areEqualMaps(a, b);
}

function areEqualMaps(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && areEqual(a[name], b[name]))
  );
}

/** Whether a set contains a value. */
export function hasMember(set: ReadonlySet<Value>, member: Value): boolean {
  if (!(member instanceof Uint8Array)) return set.has(member);
  return [...set].some((each) => each instanceof Uint8Array && Buffer.compare(each, member) === 0);
}
