import type { Outcome } from './outcome.ts';

/** One command and what DynamoDB answers. */
export interface Step {
  readonly command: string;
  readonly input: object;
  readonly gives: Outcome;
  /** What the engine answers, where it is known to differ from DynamoDB. */
  readonly engine?: Outcome;
}

/** Commands that run one after the other on empty tables. */
export interface Case {
  readonly name: string;
  readonly given: Readonly<Record<string, readonly object[]>>;
  readonly steps: readonly Step[];
  /** What some tables hold at the end; not looked at in the engine if it answered differently. */
  readonly leaves: Readonly<Record<string, readonly object[]>>;
}

interface Parts {
  readonly given?: Readonly<Record<string, readonly object[]>>;
  readonly leaves?: Readonly<Record<string, readonly object[]>>;
}

export const step = (command: string, input: object, gives: Outcome, engine?: Outcome): Step => ({
  command,
  input,
  gives,
  ...(engine && { engine }),
});

export const aCase = (name: string, steps: Step | readonly Step[], parts: Parts = {}): Case => ({
  name,
  given: parts.given ?? {},
  steps: 'command' in steps ? [steps] : steps,
  leaves: parts.leaves ?? {},
});

export const invalid: Outcome = { error: 'ValidationException' };
export const failed: Outcome = { error: 'ConditionalCheckFailedException' };
export const unknown: Outcome = { error: 'ResourceNotFoundException' };
export const done: Outcome = {};
/** The document client itself refuses. */
export const unsent: Outcome = { error: 'Error' };
export const cancelled = (...reasons: (string | object)[]): Outcome => ({
  error: 'TransactionCanceledException',
  reasons,
});

/** An expression's placeholders: `#name` and `:value`; undefined if there are none. */
export const placeholders = (given: object = {}) => {
  const of = (sign: string) => Object.entries(given).filter(([name]) => name.startsWith(sign));
  const [names, values] = [of('#'), of(':')];
  return {
    ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
    ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
  };
};
