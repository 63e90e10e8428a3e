import { isRecord } from '../../json.ts';
import { ABSENT, compileTest, isScalar, type Scalar, type ValueTest } from './operators.ts';
import { checkAlternatives } from './pattern-alternatives.ts';
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
    const root = compileObject(Object.entries(pattern), []);
    checkAlternatives(pattern);
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

type Fields = readonly (readonly [key: string, value: unknown])[];

function compileObject(fields: Fields, path: readonly string[]): Node {
  if (fields.length === 0) throw new PatternError(path.join('.'), 'an empty object matches nothing');
  const nodes = [...byFirstStep(fields)].flatMap(([step, below]) => compileStep(step, below, path));
  const all: Node = (value, event) => nodes.every((node) => node(value, event));
  return (value, event) => {
    // All fields of one object pattern must hold in the same element of an array.
    const candidates = Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
    if (candidates.length === 0) return all(undefined, event);
    return candidates.some((candidate) => all(candidate, event));
  };
}

/** Fields by what comes before their first dot: EventBridge reads `a.b` as `b` in `a`. */
function byFirstStep(fields: Fields): Map<string, [rest: string | undefined, value: unknown][]> {
  const steps = new Map<string, [rest: string | undefined, value: unknown][]>();
  for (const [key, value] of fields) {
    const dot = key.indexOf('.');
    const step = dot < 0 ? key : key.slice(0, dot);
    steps.set(step, [...(steps.get(step) ?? []), [dot < 0 ? undefined : key.slice(dot + 1), value]]);
  }
  return steps;
}

/** Tests one key of an object; `below` holds its values, and those of the dotted keys that begin with it. */
function compileStep(
  step: string,
  below: readonly [rest: string | undefined, value: unknown][],
  parent: readonly string[],
): Node[] {
  const path = [...parent, step];
  const nodes: Node[] = [];
  const nested: [string, unknown][] = [];
  for (const [rest, value] of below) {
    if (rest !== undefined) nested.push([rest, value]);
    else if (step === '$or') nodes.push(compileOr(value, parent));
    else if (Array.isArray(value)) {
      const leaf = compileLeaf(value, path);
      nodes.push((object, event) => leaf(fieldOf(object, step), event));
    } else if (isRecord(value)) {
      if (Object.keys(value).length === 0) compileObject([], path);
      nested.push(...Object.entries(value));
    } else {
      throw new PatternError(path.join('.'), `expected a list or an object, not ${JSON.stringify(value)}`);
    }
  }
  if (nested.length > 0) {
    const node = compileObject(nested, path);
    nodes.push((object, event) => node(fieldOf(object, step), event));
  }
  return nodes;
}

/** What an event has for a step of a path; like patterns, events may have dotted keys. */
function fieldOf(object: unknown, step: string): unknown {
  if (!isRecord(object)) return undefined;
  if (Object.hasOwn(object, step)) return object[step];
  const dotted = Object.entries(object).filter(([key]) => key.startsWith(`${step}.`));
  if (dotted.length === 0) return undefined;
  return Object.fromEntries(dotted.map(([key, value]) => [key.slice(step.length + 1), value]));
}

function compileOr(value: unknown, path: readonly string[]): Node {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isRecord)) {
    throw new PatternError([...path, '$or'].join('.'), 'expected a list of at least two objects');
  }
  const alternatives = value.map((alternative) => compileObject(Object.entries(alternative), path));
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
  return isRecord(event) ? scalarsAt(fieldOf(event, key), rest) : [];
}
