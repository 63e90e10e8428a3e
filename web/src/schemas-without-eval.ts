import type { $ZodConfig } from 'zod/v4/core';

declare global {
  var __zod_globalConfig: $ZodConfig | undefined;
}

// Keeps zod from trying `eval`, which the content security policy blocks and browsers report. This must run before any
// schema is made; `z.config` would load all of zod at the start.
globalThis.__zod_globalConfig ??= {};
globalThis.__zod_globalConfig.jitless = true;
