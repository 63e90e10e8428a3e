import type * as z from 'zod';
import type { FieldError } from './problems.ts';

/** Converts zod's issues to field errors, one per field. The path of an unknown key includes the key. */
export function fieldErrors(error: z.ZodError, root: string): FieldError[] {
  const errors = error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is unknown' }));
    }
    return [{ path: path.join('.') || root, message: messageOf(issue) }];
  });
  return errors.filter(({ path }, index) => errors.findIndex((first) => first.path === path) === index);
}

/** Expects issues parsed with `reportInput`. */
const messageOf = (issue: z.core.$ZodIssue): string => {
  if (issue.input === undefined) return 'is required';
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) {
    return `must be ${withArticle(issue.expected)}`;
  }
  return issue.message;
};

const withArticle = (type: string): string => {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
};
