import { z } from 'zod';
import { invalidValue, missingParameter, SqsError } from '../errors.ts';

/** A whole number in a range. */
export const between = (min: number, max: number): z.ZodNumber => {
  const reason = `Must be between ${min} and ${max}, if provided`;
  return z.number(reason).int(reason).min(min, reason).max(max, reason);
};

/** A text of at least one character. */
export const text = z.string('Must be a string').min(1, 'Must not be empty');

/**
 * Reads the parameters of a call, or of an entry of a batch.
 * @throws SqsError for a parameter that is missing, wrong or not supported here, by its name
 */
export function parse<Schema extends z.ZodType>(schema: Schema, parameters: unknown): z.output<Schema> {
  const result = schema.safeParse(parameters);
  if (result.success) return result.data;
  throw errorOf(result.error.issues, parameters);
}

function errorOf(issues: readonly z.core.$ZodIssue[], parameters: unknown): SqsError {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key].join('.')) : [],
  );
  if (unknown.length > 0) {
    return new SqsError('UnsupportedOperation', `Not supported here: ${unknown.join(', ')}.`);
  }
  const [issue] = issues;
  const path = issue?.path ?? [];
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], parameters);
  const name = path.join('.');
  if (value === undefined || value === '') return missingParameter(name);
  return invalidValue(name, typeof value === 'object' ? JSON.stringify(value) : value, issue?.message ?? '');
}
