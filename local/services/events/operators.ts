import { BlockList, isIP } from 'node:net';
import { isRecord } from '../../json.ts';
import { PatternError } from './pattern-error.ts';

/** A leaf value of an event. */
export type Scalar = string | number | boolean | null;

/** Whether one leaf value of an event satisfies one entry of a pattern's list. */
export type ValueTest = (value: Scalar) => boolean;

/** `{ "exists": false }` asks about the field, not about one of its values. */
export const ABSENT = Symbol('exists: false');

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Compiles one entry of a pattern's list: a literal, or an object with one comparison operator. */
export function compileTest(entry: unknown, path: string): ValueTest | typeof ABSENT {
  if (isScalar(entry)) return (value) => value === entry;
  const [operator, operand] = singleEntry(entry, path);
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw new PatternError(path, 'exists needs true or false');
    return operand ? () => true : ABSENT;
  }
  if (operator === 'anything-but') return anythingBut(operand, path);
  if (operator === 'numeric') return numeric(operand, path);
  if (operator === 'cidr') return cidr(operand, path);
  return textTest(operator, operand, path);
}

function singleEntry(entry: unknown, path: string): [operator: string, operand: unknown] {
  const [first, ...others] = isRecord(entry) ? Object.entries(entry) : [];
  if (!first || others.length > 0) {
    throw new PatternError(
      path,
      `expected a value or an object with one operator, not ${JSON.stringify(entry)}`,
    );
  }
  return first;
}

function textTest(operator: string, operand: unknown, path: string): ValueTest {
  const onText = (test: (text: string) => boolean): ValueTest => {
    return (value) => typeof value === 'string' && test(value);
  };
  if (operator === 'prefix' || operator === 'suffix') {
    const ends = operator === 'prefix' ? 'startsWith' : 'endsWith';
    if (typeof operand === 'string') return onText((text) => text[ends](operand));
    const [modifier, ignoringCase] = singleEntry(operand, path);
    if (modifier !== 'equals-ignore-case')
      throw new PatternError(path, `${operator} does not take ${modifier}`);
    const end = lowerCase(ignoringCase, modifier, path);
    return onText((text) => text.toLowerCase()[ends](end));
  }
  if (operator === 'equals-ignore-case') {
    const wanted = lowerCase(operand, operator, path);
    return onText((text) => text.toLowerCase() === wanted);
  }
  if (operator === 'wildcard') {
    const expression = wildcard(operand, path);
    return onText((text) => expression.test(text));
  }
  const allowed = 'prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, exists, cidr';
  throw new PatternError(path, `the operator ${operator} is not supported; allowed: ${allowed}`);
}

function lowerCase(operand: unknown, operator: string, path: string): string {
  if (typeof operand !== 'string') throw new PatternError(path, `${operator} needs a string`);
  return operand.toLowerCase();
}

/** What `anything-but` takes besides values. */
const EXCLUDING: ReadonlySet<string> = new Set(['prefix', 'suffix', 'equals-ignore-case', 'wildcard']);

/** Holds for every value that the operand does not match, whatever its type. */
function anythingBut(operand: unknown, path: string): ValueTest {
  const excluded = Array.isArray(operand) ? operand : [operand];
  if (excluded.length === 0) throw new PatternError(path, 'anything-but needs at least one value');
  const types = new Set(excluded.map((value) => typeof value));
  if (types.size === 1 && (types.has('string') || types.has('number'))) {
    return (value) => !excluded.some((one) => one === value);
  }
  if (Array.isArray(operand)) {
    const came = JSON.stringify(operand);
    throw new PatternError(path, `anything-but has ${came}; allowed: strings only, or numbers only`);
  }
  const [operator, inner] = singleEntry(operand, path);
  if (!EXCLUDING.has(operator)) {
    const allowed = [...EXCLUDING].join(', ');
    throw new PatternError(
      path,
      `the operator ${operator} is not supported in anything-but; allowed: ${allowed}`,
    );
  }
  const alternatives = Array.isArray(inner) ? inner : [inner];
  if (alternatives.length === 0) throw new PatternError(path, `${operator} needs at least one value`);
  const isEnd = operator === 'prefix' || operator === 'suffix';
  const bad = alternatives.find((one) => typeof one !== 'string' || (isEnd && one === ''));
  if (bad !== undefined) {
    const allowed = isEnd ? 'strings that are not empty' : 'strings';
    throw new PatternError(
      path,
      `${operator} in anything-but has ${JSON.stringify(bad)}; allowed: ${allowed}`,
    );
  }
  const tests = alternatives.map((alternative) => textTest(operator, alternative, path));
  return (value) => !tests.some((test) => test(value));
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(operand: unknown, path: string): ValueTest {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [];
  if (list.length !== 2 && list.length !== 4) {
    throw new PatternError(path, 'numeric needs one or two pairs of comparison and number');
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < list.length; index += 2) {
    const compare = COMPARISONS[String(list[index])];
    const bound: unknown = list[index + 1];
    if (!compare || typeof bound !== 'number') {
      throw new PatternError(path, `numeric does not know ${JSON.stringify(list.slice(index, index + 2))}`);
    }
    tests.push((value) => compare(value, bound));
  }
  if (list.length === 4) checkRange(list, path);
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

/** EventBridge takes a lower bound, then a greater upper one. */
function checkRange(range: readonly unknown[], path: string): void {
  const [lower, bottom, upper, top] = range;
  const inOrder =
    String(lower).startsWith('>') && String(upper).startsWith('<') && Number(bottom) < Number(top);
  if (inOrder) return;
  const allowed = 'a lower bound with > or >=, then a greater upper one with < or <=';
  throw new PatternError(path, `numeric has ${JSON.stringify(range)}; allowed: ${allowed}`);
}

function cidr(operand: unknown, path: string): ValueTest {
  const [network = '', bits = '', ...more] = typeof operand === 'string' ? operand.split('/') : [];
  const version = /^[\d.]+$|^[\da-f:]+$/i.test(network) ? isIP(network) : 0;
  // EventBridge has no range of a single address.
  const longest = version === 4 ? 31 : 127;
  if (version === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > longest) {
    const allowed = 'as in 10.0.0.0/8 up to /31, or of IPv6 up to /127';
    throw new PatternError(
      path,
      `cidr needs an address range, not ${JSON.stringify(operand)}; allowed: ${allowed}`,
    );
  }
  if (hasHostBits(network, Number(bits))) {
    const allowed = 'the first address of the range';
    throw new PatternError(path, `cidr has the host ${JSON.stringify(operand)}; allowed: ${allowed}`);
  }
  const range = new BlockList();
  range.addSubnet(network, Number(bits), version === 4 ? 'ipv4' : 'ipv6');
  return (value) => {
    const valueVersion = typeof value === 'string' ? isIP(value) : 0;
    return valueVersion === version && range.check(String(value), version === 4 ? 'ipv4' : 'ipv6');
  };
}

/** Whether an address has bits behind those of its network. */
function hasHostBits(address: string, bits: number): boolean {
  const width = address.includes(':') ? 16 : 8;
  const [before = [], after = []] = address
    .split('::')
    .map((part) => part.split(/[.:]/).filter((each) => each !== ''));
  const missing = address.includes('::') ? 128 / width - before.length - after.length : 0;
  const binary = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
    .map((part) =>
      Number.parseInt(part, width === 16 ? 16 : 10)
        .toString(2)
        .padStart(width, '0'),
    )
    .join('');
  return binary.slice(bits).includes('1');
}

/** `*` stands for any characters; `\*` and `\\` for themselves. */
function wildcard(operand: unknown, path: string): RegExp {
  if (typeof operand !== 'string') throw new PatternError(path, 'wildcard needs a string');
  const parts = operand.match(/\\.?|\*+|[^\\*]+/gs) ?? [];
  const source = parts.map((part) => {
    if (part === '*') return '.*';
    if (part.startsWith('*')) throw new PatternError(path, 'wildcard does not allow consecutive *');
    if (!part.startsWith('\\')) return literally(part);
    if (part !== '\\*' && part !== '\\\\') throw new PatternError(path, 'wildcard may escape only * and \\');
    return literally(part.slice(1));
  });
  return new RegExp(`^${source.join('')}$`, 's');
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
