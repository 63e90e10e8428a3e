import { add } from '../values/add.ts';
import { hasMember } from '../values/equal.ts';
import { ValidationException } from '../values/errors.ts';
import { type Item, isList, isNumber, isSet, typeOf, type Value } from '../values/value.ts';
import { Draft } from './draft.ts';
import type { Placeholders } from './placeholders.ts';
import type { Action, Assigned } from './syntax.ts';

/**
 * The item after an update; the given one stays as it is. All actions read the item as it was before.
 * @throws ValidationException if the item does not have what the update needs
 */
export function applyUpdate(item: Item, actions: readonly Action[], placeholders: Placeholders): Item {
  const results = actions.map((action) => resultOf(action, item, placeholders));
  const draft = new Draft(item);
  actions.forEach(({ path }, index) => {
    const resolved = placeholders.path(path);
    const result = results[index];
    if (result === undefined) draft.remove(resolved);
    else if (result !== UNCHANGED) draft.set(resolved, result as Value);
  });
  return draft.finish();
}

const UNCHANGED = Symbol('unchanged');

/** What an action stores at its path; `undefined` if it removes what is there. */
function resultOf(
  action: Action,
  item: Item,
  placeholders: Placeholders,
): Value | typeof UNCHANGED | undefined {
  if (action.kind === 'set') return evaluate(action.assigned, item, placeholders);
  if (action.kind === 'remove') return undefined;
  const before = placeholders.read(item, action.path);
  const operand = placeholders.value(action.value);
  if (before === undefined) return action.kind === 'add' ? operand : UNCHANGED;
  if (typeOf(before) !== typeOf(operand)) throw wrongType();
  if (isNumber(before) && isNumber(operand)) return add(before, operand);
  if (!(isSet(before) && isSet(operand))) throw wrongType();
  if (action.kind === 'add') {
    return new Set([...before, ...[...operand].filter((each) => !hasMember(before, each))]);
  }
  const left = [...before].filter((each) => !hasMember(operand, each));
  return left.length === 0 ? undefined : new Set(left);
}

function evaluate(assigned: Assigned, item: Item, placeholders: Placeholders): Value {
  switch (assigned.kind) {
    case 'value':
      return placeholders.value(assigned.name);
    case 'path': {
      const value = placeholders.read(item, assigned.path);
      if (value !== undefined) return value;
      throw new ValidationException(
        'The provided expression refers to an attribute that does not exist in the item',
      );
    }
    case 'if_not_exists': {
      const value = placeholders.read(item, assigned.path);
      return value === undefined ? evaluate(assigned.otherwise, item, placeholders) : value;
    }
    case 'list_append': {
      const first = evaluate(assigned.first, item, placeholders);
      const second = evaluate(assigned.second, item, placeholders);
      if (isList(first) && isList(second)) return [...first, ...second];
      throw wrongType();
    }
    case 'sum': {
      const left = evaluate(assigned.left, item, placeholders);
      const right = evaluate(assigned.right, item, placeholders);
      if (isNumber(left) && isNumber(right)) return add(left, assigned.sign === '+' ? right : -right);
      throw wrongType();
    }
  }
}

const wrongType = (): ValidationException =>
  new ValidationException('An operand in the update expression has an incorrect data type');
