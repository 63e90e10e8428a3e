import type * as z from 'zod';
import { fieldErrors } from '../../../contracts/definition/field-errors.ts';

/** What is wrong with filters, by the parameter's name: sentences for the reader. */
export type FilterProblems<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/**
 * What the service's own schema refuses of a list's filters, as they stand in the URL. A list with a problem is not
 * asked for: it would show what does not fit.
 * @param labels the page's field of each parameter; one without a field is named itself.
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
