import type { $ZodConfig } from 'zod/v4/core';

declare global {
  var __zod_globalConfig: $ZodConfig | undefined;
}

// Otherwise zod tries whether it may compile schemas, which the page's content security policy refuses and
// browsers report. It has to be said before any schema is made, and `z.config` would have all start with zod.
globalThis.__zod_globalConfig ??= {};
globalThis.__zod_globalConfig.jitless = true;
