import { type Item, isList, isSet, type Value } from './value.ts';

/** A copy that shares nothing with what is stored. */
export function itemOut(item: Item): Item {
  const copy: Item = {};
  for (const [name, value] of Object.entries(item)) copy[name] = valueOut(value);
  return copy;
}

/** {@link itemOut} for any value. */
export function valueOut(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(valueOut);
  if (isSet(value)) return new Set([...value].map((each) => valueOut(each) as typeof each));
  return value instanceof Uint8Array ? new Uint8Array(value) : itemOut(value);
}
