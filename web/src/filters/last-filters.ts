/** The last filters of each list, by path. */
const seen = new Map<string, object>();

/** Remembers the filters of a list. */
export const rememberFilters = (path: string, filters: object): void => {
  seen.set(path, filters);
};

/** The last filters of a list, for links back to it; none if it was not shown yet. */
export const lastFilters = (path: string): object => seen.get(path) ?? {};
