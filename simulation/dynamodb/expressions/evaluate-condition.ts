import { compareValues } from '../values/compare.ts';
import { areEqual, hasMember } from '../values/equal.ts';
import { type Item, isList, isSet, typeOf, type Value } from '../values/value.ts';
import type { Placeholders } from './placeholders.ts';
import type { Comparator, Condition, ConditionFunction, Operand } from './syntax.ts';

/** Whether an item meets a condition. @param item empty if there is none. */
export function holds(condition: Condition, item: Item, placeholders: Placeholders): boolean {
  const resolved = (operand: Operand): Value | undefined => resolve(operand, item, placeholders);
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item, placeholders) && holds(condition.right, item, placeholders);
    case 'or':
      return holds(condition.left, item, placeholders) || holds(condition.right, item, placeholders);
    case 'not':
      return !holds(condition.condition, item, placeholders);
    case 'compare':
      return compares(condition.comparator, resolved(condition.left), resolved(condition.right));
    case 'between': {
      const value = resolved(condition.operand);
      return (
        compares('>=', value, resolved(condition.low)) && compares('<=', value, resolved(condition.high))
      );
    }
    case 'in': {
      const value = resolved(condition.operand);
      return condition.list.some((each) => areEqual(value, resolved(each)));
    }
    case 'function': {
      const [first, second] = condition.args;
      return applies(condition.name, first && resolved(first), second && resolved(second));
    }
  }
}

function resolve(operand: Operand, item: Item, placeholders: Placeholders): Value | undefined {
  switch (operand.kind) {
    case 'path':
      return placeholders.read(item, operand.path);
    case 'value':
      return placeholders.value(operand.name);
    case 'size':
      return sizeOf(resolve(operand.of, item, placeholders));
  }
}

/** A missing attribute is unequal to everything; values of different types have no order. */
function compares(comparator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  if (comparator === '=') return areEqual(left, right);
  if (comparator === '<>') return !areEqual(left, right);
  if (left === undefined || right === undefined) return false;
  const order = compareValues(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function applies(name: ConditionFunction, first: Value | undefined, second: Value | undefined): boolean {
  if (name === 'attribute_exists') return first !== undefined;
  if (name === 'attribute_not_exists') return first === undefined;
  if (first === undefined || second === undefined) return false;
  if (name === 'attribute_type') return typeOf(first) === second;
  return name === 'begins_with' ? beginsWith(first, second) : contains(first, second);
}

/** Whether a string or binary begins with another one. */
export function beginsWith(value: Value, prefix: Value): boolean {
  if (typeof value === 'string') return typeof prefix === 'string' && value.startsWith(prefix);
  if (!(value instanceof Uint8Array && prefix instanceof Uint8Array)) return false;
  return Buffer.compare(value.subarray(0, prefix.length), prefix) === 0;
}

function contains(whole: Value, part: Value): boolean {
  if (typeof whole === 'string') return typeof part === 'string' && whole.includes(part);
  if (isList(whole)) return whole.some((each) => areEqual(each, part));
  if (isSet(whole)) return hasMember(whole, part);
  return (
    whole instanceof Uint8Array &&
    part instanceof Uint8Array &&
    Buffer.from(whole).includes(Buffer.from(part))
  );
}

/** A string's length, a binary's bytes, the members of anything else. */
function sizeOf(value: Value | undefined): number | undefined {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return undefined;
  if (isSet(value)) return value.size;
  return isList(value) || value instanceof Uint8Array ? value.length : Object.keys(value).length;
}
