import type * as z from 'zod';
import type { FieldError } from './problems.ts';

/** zod's issues as field errors, the first of each field; an unknown key is named itself. */
export function fieldErrors(error: z.ZodError, root: string): FieldError[] {
  const errors = error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not known' }));
    }
    return [{ path: path.join('.') || root, message: messageOf(issue) }];
  });
  return errors.filter(({ path }, index) => errors.findIndex((first) => first.path === path) === index);
}

/** Expects issues parsed with `reportInput`. */
const messageOf = (issue: z.core.$ZodIssue): string => {
  if (issue.input === undefined) return 'is required';
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) {
    return `must be ${articled(issue.expected)}`;
  }
  return issue.message;
};

const articled = (type: string): string => {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
};
