/**
 * Reads environment variables once, at cold start.
 * @param names the variables that must be set and not empty.
 * @returns one string per name.
 * @throws Error naming every missing variable.
 */
export function environment<const Name extends string>(...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`Missing environment variables: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}
