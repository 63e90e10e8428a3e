import { IntrinsicError, type Scope, text } from './intrinsics.ts';

/** Evaluates an entry of a template's `Conditions`. */
export function evaluateCondition(expression: unknown, scope: Scope): boolean {
  if (typeof expression !== 'object' || expression === null) {
    throw new IntrinsicError(`expected a condition, got ${JSON.stringify(expression)}`);
  }
  const [[name, argument] = ['', undefined]] = Object.entries(expression);
  const operands: unknown[] = Array.isArray(argument) ? argument : [];
  switch (name) {
    case 'Condition':
      return scope.condition(text(argument, scope));
    case 'Fn::Equals':
      return text(operands[0], scope) === text(operands[1], scope);
    case 'Fn::Not':
      return !evaluateCondition(operands[0], scope);
    case 'Fn::And':
      return operands.every((operand) => evaluateCondition(operand, scope));
    case 'Fn::Or':
      return operands.some((operand) => evaluateCondition(operand, scope));
    default:
      throw new IntrinsicError(
        `unknown condition ${name}; allowed: Condition, Fn::Equals, Fn::Not, Fn::And, Fn::Or`,
      );
  }
}
