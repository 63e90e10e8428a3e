import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's executable. */
    chromiumPath: string;
  }
}

/** Headless, and without the requests that Chromium makes by itself. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser's executable: `CHROMIUM_PATH`, Debian's, or the one that Playwright has downloaded.
 * @throws Error that says how to get one.
 */
export function findChromium(): string {
  const { CHROMIUM_PATH } = process.env;
  const places =
    CHROMIUM_PATH === undefined ? ['/usr/bin/chromium', chromium.executablePath()] : [CHROMIUM_PATH];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(
    `The browser tests need Chromium, and there is none at ${places.join(' or ')}. ` +
      'Install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) ' +
      'or name it in CHROMIUM_PATH.',
  );
}
