import { z } from 'zod';

/**
 * Accepts properties that change nothing on one machine, each with the reason why; everything else that a
 * schema does not list stays an error.
 */
export function withoutEffect<Name extends string>(
  reasons: Readonly<Record<Name, string>>,
): Record<Name, z.ZodOptional<z.ZodUnknown>> {
  const accepted = Object.entries<string>(reasons).map(([name, reason]) => [
    name,
    z.unknown().optional().describe(reason),
  ]);
  return Object.fromEntries(accepted) as Record<Name, z.ZodOptional<z.ZodUnknown>>;
}
