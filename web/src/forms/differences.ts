/** A field whose typed text differs from what somebody else saved meanwhile. */
export interface Difference {
  /** Of the form's field. */
  readonly path: string;
  readonly mine: string;
  readonly theirs: string;
  /** Who changed it since the form was opened. */
  readonly changedBy: 'me' | 'them' | 'both';
}

/**
 * The fields in which two edits of the same thing differ.
 * @param paths of the fields, whose values are text; nested with dots.
 * @param before what both edits started from.
 */
export function differencesOf(
  paths: readonly string[],
  before: unknown,
  mine: unknown,
  theirs: unknown,
): readonly Difference[] {
  return paths.flatMap((path) => {
    const [was, my, their] = [textAt(before, path), textAt(mine, path), textAt(theirs, path)];
    if (my === their) return [];
    const changedBy = my === was ? 'them' : their === was ? 'me' : 'both';
    return [{ path, mine: my, theirs: their, changedBy }];
  });
}

/** The text of a form's field. */
export const textAt = (values: unknown, path: string): string =>
  String(
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], values) ?? '',
  );
