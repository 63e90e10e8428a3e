import { isDeepStrictEqual } from 'node:util';

/** The object without its undefined fields. */
export const withoutUndefined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };

/**
 * Applies a merge patch (RFC 7396) to a flat object: `null` removes a field, missing fields stay.
 * @returns the same object if nothing changes.
 */
export function patched<T extends object>(value: T, patch: object): T {
  const merged = Object.fromEntries(
    Object.entries({ ...value, ...withoutUndefined(patch) }).filter(([, field]) => field !== null),
  );
  return isDeepStrictEqual(merged, { ...value }) ? value : (merged as T);
}
