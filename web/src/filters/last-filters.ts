/** Each list's filters as they were when it was last shown, by its path. */
const seen = new Map<string, object>();

/** Keeps the filters of a list that is shown. */
export const keepFilters = (path: string, filters: object): void => {
  seen.set(path, filters);
};

/** The filters to go back to a list with, as it was last shown; none when it was not. */
export const lastFilters = (path: string): object => seen.get(path) ?? {};
