import type { SignIn } from '../session/sign-in.ts';
import { ApiUnreachable } from './api-error.ts';

/** The configuration that is served with the page as `/config.json`. */
export interface Configuration {
  /** The root of the API: `/api`. */
  readonly api: string;
  readonly stage?: 'local' | 'dev' | 'prod';
  /** How to sign in; undefined if nobody has to, and anyone may do anything. */
  readonly signIn?: SignIn;
}

let known: Promise<Configuration> | undefined;

/** The configuration. It is read once, by the first request; `index.html` preloads it. */
export function configuration(): Promise<Configuration> {
  known ??= read().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<Configuration> {
  // biome-ignore lint/style/noRestrictedGlobals: a file of the page, not the API
  const response = await fetch('/config.json').catch((cause: unknown) => {
    throw new ApiUnreachable('The configuration cannot be reached.', { cause });
  });
  if (!response.ok) throw new ApiUnreachable(`HTTP ${response.status} from /config.json`);
  return (await response.json()) as Configuration;
}
