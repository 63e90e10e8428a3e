import * as z from 'zod';

/**
 * Reads environment variables once, at cold start.
 * @param names the variables that must be set and not empty.
 * @returns one string per name.
 * @throws Error naming every missing variable.
 */
export function environment<const Name extends string>(...names: Name[]): Record<Name, string> {
  const schema = z.object(Object.fromEntries(names.map((name) => [name, z.string().min(1)])));
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const missing = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`Missing environment variables: ${missing}`);
  }
  return result.data as Record<Name, string>;
}
