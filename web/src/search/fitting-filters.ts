import type * as z from 'zod';

/**
 * The filters that the service's own schema takes; the others are left out, so that an old or mistyped link shows
 * a list rather than an error.
 */
export function fittingFilters<Filters extends object>(schema: z.ZodType, filters: Filters): Filters {
  const { error } = schema.safeParse(filters);
  const bad = new Set(error?.issues.map(({ path: [name] }) => name));
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !bad.has(name))) as Filters;
}
