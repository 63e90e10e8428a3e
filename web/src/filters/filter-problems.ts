import type * as z from 'zod';
import { fieldErrors } from '../../../contracts/definition/field-errors.ts';

/** Error messages for filters, by the name of the parameter. */
export type FilterProblems<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/**
 * Checks the filters in the URL with the service's own schema. The list is requested only if there are no problems.
 * @param labels the label of each parameter's field, used in messages; a parameter without a field is named itself.
 */
export function filterProblems<Name extends string>(
  schema: z.ZodType,
  filters: Readonly<Partial<Record<Name, string | undefined>>>,
  labels: Readonly<Record<Name, string>>,
): FilterProblems<Name> | undefined {
  const { error } = schema.safeParse(filters, { reportInput: true });
  if (error === undefined) return undefined;
  const named = (message: string): string =>
    message.replace(/\b[a-z]\w+\b/g, (word) =>
      Object.hasOwn(labels, word) ? `“${labels[word as Name]}”` : word,
    );
  return Object.fromEntries(
    fieldErrors(error, 'query').map(({ path, message }) => [path, `This ${named(message)}.`]),
  ) as FilterProblems<Name>;
}
