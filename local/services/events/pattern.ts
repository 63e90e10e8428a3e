import { isRecord } from '../../json.ts';
import { ABSENT, compileTest, isScalar, type Scalar, type ValueTest } from './operators.ts';
import { PatternError } from './pattern-error.ts';

/** Whether an event, or a record of an event source, matches a pattern. */
export type Matcher = (event: unknown) => boolean;

/** Tests one object of the event; `event` is the whole, for what must be absent from all of it. */
type Node = (value: unknown, event: unknown) => boolean;

/**
 * Compiles an EventBridge event pattern (also the syntax of Lambda's event filters). Throws a `PatternError`
 * that starts with `owner`, the logical id at fault, for anything it cannot match as AWS would.
 */
export function compilePattern(pattern: Readonly<Record<string, unknown>>, owner: string): Matcher {
  try {
    const root = compileObject(pattern, []);
    return (event) => root(event, event);
  } catch (error) {
    if (error instanceof PatternError) throw new PatternError(owner, error.message);
    throw error;
  }
}

/** Compiles the filters of an event source: a record passes when any matches, or when there are none. */
export function compileFilters(filters: readonly Record<string, unknown>[], owner: string): Matcher {
  const matchers = filters.map((filter) => compilePattern(filter, owner));
  return (record) => matchers.length === 0 || matchers.some((matches) => matches(record));
}

function compileObject(pattern: Readonly<Record<string, unknown>>, path: readonly string[]): Node {
  const nodes = Object.entries(pattern).map(([key, value]) => compileField(key, value, path));
  if (nodes.length === 0) throw new PatternError(path.join('.'), 'an empty object matches nothing');
  const all: Node = (value, event) => nodes.every((node) => node(value, event));
  return (value, event) => {
    // All fields of one object pattern must hold in the same element of an array.
    const candidates = Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
    if (candidates.length === 0) return all(undefined, event);
    return candidates.some((candidate) => all(candidate, event));
  };
}

function compileField(key: string, value: unknown, parent: readonly string[]): Node {
  if (key === '$or') return compileOr(value, parent);
  const path = [...parent, key];
  const field = (object: unknown) => (isRecord(object) ? object[key] : undefined);
  if (Array.isArray(value)) {
    const leaf = compileLeaf(value, path);
    return (object, event) => leaf(field(object), event);
  }
  if (!isRecord(value)) {
    throw new PatternError(path.join('.'), `expected a list or an object, not ${JSON.stringify(value)}`);
  }
  const nested = compileObject(value, path);
  return (object, event) => nested(field(object), event);
}

function compileOr(value: unknown, path: readonly string[]): Node {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isRecord)) {
    throw new PatternError([...path, '$or'].join('.'), 'expected a list of at least two objects');
  }
  const alternatives = value.map((alternative) => compileObject(alternative, path));
  return (object, event) => alternatives.some((alternative) => alternative(object, event));
}

function compileLeaf(list: readonly unknown[], path: readonly string[]): Node {
  if (list.length === 0) throw new PatternError(path.join('.'), 'an empty list matches nothing');
  const compiled = list.map((entry) => compileTest(entry, path.join('.')));
  const tests = compiled.filter((test): test is ValueTest => test !== ABSENT);
  const mayBeAbsent = tests.length < compiled.length;
  return (value, event) => {
    if (scalars(value).some((scalar) => tests.some((test) => test(scalar)))) return true;
    return mayBeAbsent && scalarsAt(event, path).length === 0;
  };
}

/** The leaf values of a field: one, those of an array, or none when it is missing or an object. */
function scalars(value: unknown): Scalar[] {
  if (Array.isArray(value)) return value.flat(Number.POSITIVE_INFINITY).filter(isScalar);
  return isScalar(value) ? [value] : [];
}

function scalarsAt(event: unknown, path: readonly string[]): Scalar[] {
  const [key, ...rest] = path;
  if (key === undefined) return scalars(event);
  if (Array.isArray(event)) return event.flatMap((element) => scalarsAt(element, path));
  return isRecord(event) ? scalarsAt(event[key], rest) : [];
}
