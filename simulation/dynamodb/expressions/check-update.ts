import { invalidExpression, type ValidationException } from '../values/errors.ts';
import { isList, isNumber, isSet, type Value } from '../values/value.ts';
import type { Placeholders } from './placeholders.ts';
import type { Action, Assigned, Parsed } from './syntax.ts';

/**
 * Checks what DynamoDB checks before it looks at an item: the types of the given values.
 * @throws ValidationException
 */
export function checkUpdate({ what, tree }: Parsed<readonly Action[]>, placeholders: Placeholders): void {
  const wrongType = (operator: string): ValidationException =>
    invalidExpression(what, `Incorrect operand type for operator or function; operator: ${operator}`);
  const check = (operator: string, operand: Assigned, accepts: (value: Value) => boolean): void => {
    if (operand.kind === 'value' && !accepts(placeholders.value(operand.name))) throw wrongType(operator);
    checkAssigned(operand);
  };
  const checkAssigned = (assigned: Assigned): void => {
    if (assigned.kind === 'if_not_exists') checkAssigned(assigned.otherwise);
    if (assigned.kind === 'sum') {
      check(assigned.sign, assigned.left, isNumber);
      check(assigned.sign, assigned.right, isNumber);
    }
    if (assigned.kind === 'list_append') {
      check('list_append', assigned.first, isList);
      check('list_append', assigned.second, isList);
    }
  };
  for (const action of tree) {
    if (action.kind === 'set') checkAssigned(action.assigned);
    if (action.kind !== 'add' && action.kind !== 'delete') continue;
    const value = placeholders.value(action.value);
    if (!(isSet(value) || (action.kind === 'add' && isNumber(value)))) throw wrongType(action.kind);
  }
}
