import { beginsWith } from '../expressions/evaluate-condition.ts';
import type { Placeholders } from '../expressions/placeholders.ts';
import type { Comparator, Condition, Operand } from '../expressions/syntax.ts';
import { checkKeyValue, type KeyAttribute, type KeySchema } from '../storage/key-schema.ts';
import { compareValues } from '../values/compare.ts';
import { ValidationException } from '../values/errors.ts';
import { typeOf, type Value } from '../values/value.ts';

/** The part of a partition that a query reads. Both tests stay true for all later sort keys. */
export interface KeyRange {
  readonly hash: Value;
  readonly reaches: (sort: Value) => boolean;
  readonly isBeyond: (sort: Value) => boolean;
}

type Operator = Comparator | 'BETWEEN' | 'begins_with';

interface KeyCondition {
  readonly attribute: string;
  readonly operator: Operator;
  readonly values: readonly Value[];
}

const MIRRORED: Readonly<Partial<Record<Comparator, Comparator>>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/**
 * Reads a KeyConditionExpression: the partition key equals a value, and the sort key, if it is mentioned, is in a range.
 * @throws ValidationException if it says anything else
 */
export function keyRange(condition: Condition, schema: KeySchema, placeholders: Placeholders): KeyRange {
  const conditions = conjuncts(condition).map((each) => keyConditionOf(each, placeholders));
  if (conditions.length > 2) throw new ValidationException('Conditions can be of length 1 or 2 only');
  const [hash, ...duplicates] = conditions.filter(({ attribute }) => attribute === schema.hash.name);
  if (hash === undefined) throw missed(schema.hash.name);
  const [other] = conditions.filter((each) => each !== hash);
  if (hash.operator !== '=' || duplicates.length > 0) {
    throw new ValidationException('Query key condition not supported');
  }
  if (other !== undefined && other.attribute !== schema.range?.name) {
    throw schema.range === undefined
      ? new ValidationException('Query key condition not supported')
      : missed(schema.range.name);
  }
  const [value] = checkedValues(hash, schema.hash);
  const everything = { reaches: () => true, isBeyond: () => false };
  const range =
    other && schema.range ? rangeOf(other.operator, checkedValues(other, schema.range)) : everything;
  return { hash: value as Value, ...range };
}

const missed = (name: string): ValidationException =>
  new ValidationException(`Query condition missed key schema element: ${name}`);

const conjuncts = (condition: Condition): Condition[] =>
  condition.kind === 'and' ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];

function keyConditionOf(condition: Condition, placeholders: Placeholders): KeyCondition {
  const build = (operator: Operator, operand: Operand, ...values: (Operand | undefined)[]): KeyCondition => {
    const attribute = operand.kind === 'path' ? placeholders.path(operand.path) : [];
    const given = values.flatMap((each) => (each?.kind === 'value' ? [placeholders.value(each.name)] : []));
    if (attribute.length !== 1 || given.length !== values.length) throw notSupported();
    return { attribute: String(attribute[0]), operator, values: given };
  };
  if (condition.kind === 'between') {
    return build('BETWEEN', condition.operand, condition.low, condition.high);
  }
  if (condition.kind === 'function' && condition.name === 'begins_with') {
    const [path, prefix] = condition.args;
    return build('begins_with', path as Operand, prefix);
  }
  if (condition.kind !== 'compare' || MIRRORED[condition.comparator] === undefined) throw notSupported();
  const { comparator, left, right } = condition;
  if (left.kind === 'path') return build(comparator, left, right);
  return build(MIRRORED[comparator] as Comparator, right, left);
}

const notSupported = (): ValidationException =>
  new ValidationException('Invalid operator used in KeyConditionExpression');

function checkedValues({ values, operator }: KeyCondition, attribute: KeyAttribute): readonly Value[] {
  for (const value of values) {
    if (typeOf(value) !== attribute.type || (operator === 'begins_with' && attribute.type === 'N')) {
      throw new ValidationException(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    }
    checkKeyValue(value, attribute);
  }
  return values;
}

function rangeOf(
  operator: Operator,
  [first = null, last = first]: readonly Value[],
): Pick<KeyRange, 'reaches' | 'isBeyond'> {
  const compare = (sort: Value, to: Value): number => compareValues(sort, to) ?? 0;
  const isFrom = (sort: Value): boolean => compare(sort, first) >= 0;
  const isAfter = (sort: Value): boolean => compare(sort, first) > 0;
  const all = (): boolean => true;
  const none = (): boolean => false;
  switch (operator) {
    case '<':
      return { reaches: all, isBeyond: isFrom };
    case '<=':
      return { reaches: all, isBeyond: isAfter };
    case '>':
      return { reaches: isAfter, isBeyond: none };
    case '>=':
      return { reaches: isFrom, isBeyond: none };
    case 'begins_with':
      return { reaches: isFrom, isBeyond: (sort) => isFrom(sort) && !beginsWith(sort, first) };
    default:
      return { reaches: isFrom, isBeyond: (sort) => compare(sort, last) > 0 };
  }
}
