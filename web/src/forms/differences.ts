/** A field whose text differs from what someone else has saved. */
export interface Difference {
  /** The path of the form's field. */
  readonly path: string;
  readonly mine: string;
  readonly theirs: string;
  /** Who has changed it since the form was opened. */
  readonly changedBy: 'me' | 'them' | 'both';
}

/**
 * The fields in which two edits of the same entity differ.
 * @param paths the paths of the fields, dotted if nested; their values are text.
 * @param before the values that both edits started from.
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

/** The text of a field. */
export const textAt = (values: unknown, path: string): string =>
  String(
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], values) ?? '',
  );
