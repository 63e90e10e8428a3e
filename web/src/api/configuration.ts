import { ApiUnreachable } from './api-error.ts';

/** What the page is told by the place that serves it, in `/config.json`. */
export interface Configuration {
  /** Where the API's paths begin: `/api`. */
  readonly api: string;
  readonly stage: 'local' | 'dev' | 'prod';
}

let known: Promise<Configuration> | undefined;

/** Read once, by the first request; `index.html` has the browser fetch it before any script runs. */
export function configuration(): Promise<Configuration> {
  known ??= read().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<Configuration> {
  // biome-ignore lint/style/noRestrictedGlobals: the page's own file, not the API
  const response = await fetch('/config.json').catch((cause: unknown) => {
    throw new ApiUnreachable('The configuration cannot be reached.', { cause });
  });
  if (!response.ok) throw new ApiUnreachable(`HTTP ${response.status} from /config.json`);
  return (await response.json()) as Configuration;
}
