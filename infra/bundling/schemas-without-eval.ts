import type { $ZodConfig } from 'zod/v4/core';

declare global {
  var __zod_globalConfig: $ZodConfig | undefined;
}

/**
 * Part of every bundle: keeps zod from compiling a parser for each schema when it is first used. That is faster from
 * the hundredth object on, but most cold starts parse a few. This must run before any schema is made.
 */
globalThis.__zod_globalConfig ??= {};
globalThis.__zod_globalConfig.jitless = true;
