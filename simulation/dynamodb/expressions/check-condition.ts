import { compareValues } from '../values/compare.ts';
import { invalidExpression, type ValidationException } from '../values/errors.ts';
import { isNumber, type TypeName, typeOf, type Value } from '../values/value.ts';
import type { Placeholders } from './placeholders.ts';
import type { Condition, Operand, Parsed } from './syntax.ts';

const TYPES: readonly unknown[] = [
  'S',
  'N',
  'B',
  'BOOL',
  'NULL',
  'SS',
  'NS',
  'BS',
  'L',
  'M',
] satisfies TypeName[];

/**
 * Checks what DynamoDB checks before it looks at an item: the types of the given values.
 * @throws ValidationException
 */
export function checkCondition({ what, tree }: Parsed<Condition>, placeholders: Placeholders): void {
  const refuse = (problem: string): ValidationException => invalidExpression(what, problem);
  const given = (operand: Operand | undefined): Value | undefined =>
    operand?.kind === 'value' ? placeholders.value(operand.name) : undefined;
  const checkDistinct = (name: string, [first, second]: readonly Operand[]): void => {
    if (first?.kind !== 'path' || second?.kind !== 'path') return;
    const [one, other] = [placeholders.path(first.path), placeholders.path(second.path)];
    if (one.length !== other.length || one.some((part, index) => part !== other[index])) return;
    throw refuse(`The first operand must be distinct from the remaining operands; operator: ${name}`);
  };
  const checkOperand = (operand: Operand): void => {
    if (operand.kind !== 'size') return;
    const value = given(operand.of);
    if (operand.of.kind === 'size' || isNumber(value) || typeof value === 'boolean' || value === null) {
      throw refuse('Incorrect operand type for operator or function; operator or function: size');
    }
  };
  const checkFunction = (name: string, args: readonly Operand[]): void => {
    args.forEach(checkOperand);
    checkDistinct(name, args);
    const wrongType = () =>
      refuse(`Incorrect operand type for operator or function; operator or function: ${name}`);
    switch (name) {
      case 'attribute_exists':
      case 'attribute_not_exists':
        if (args[0]?.kind !== 'path') {
          throw refuse(`Operator or function requires a document path; operator or function: ${name}`);
        }
        return;
      case 'begins_with':
        for (const arg of args) {
          const value = given(arg);
          const isPrefixed = typeof value === 'string' || value instanceof Uint8Array;
          if (arg.kind === 'size' || (value !== undefined && !isPrefixed)) throw wrongType();
        }
        return;
      case 'attribute_type':
        if (typeof given(args[1]) !== 'string') throw wrongType();
        if (!TYPES.includes(given(args[1]))) throw refuse('Invalid attribute type name found');
    }
  };
  const checkBounds = (low: Value | undefined, high: Value | undefined): void => {
    if (low === undefined || high === undefined) return;
    if (typeOf(low) !== typeOf(high)) {
      throw refuse('The BETWEEN operator requires same data type for lower and upper bounds');
    }
    if ((compareValues(low, high) ?? 0) > 0) {
      throw refuse('The BETWEEN operator requires upper bound to be greater than or equal to lower bound');
    }
  };
  const check = (condition: Condition): void => {
    switch (condition.kind) {
      case 'and':
      case 'or':
        check(condition.left);
        check(condition.right);
        return;
      case 'not':
        check(condition.condition);
        return;
      case 'compare':
        checkOperand(condition.left);
        checkOperand(condition.right);
        checkDistinct(condition.comparator, [condition.left, condition.right]);
        return;
      case 'between':
        [condition.operand, condition.low, condition.high].forEach(checkOperand);
        checkBounds(given(condition.low), given(condition.high));
        return;
      case 'in':
        [condition.operand, ...condition.list].forEach(checkOperand);
        return;
      case 'function':
        checkFunction(condition.name, condition.args);
    }
  };
  check(tree);
}
