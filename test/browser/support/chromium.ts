import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's executable. */
    chromiumPath: string;
  }
}

/** Run Chromium without its own requests in the background. */
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
 * The browser's executable: `CHROMIUM_PATH`, the one of Debian, or the one downloaded by Playwright.
 * @throws Error that says how to install one.
 */
export function findChromium(): string {
  const { CHROMIUM_PATH } = process.env;
  const places =
    CHROMIUM_PATH === undefined ? ['/usr/bin/chromium', chromium.executablePath()] : [CHROMIUM_PATH];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(
    `The browser tests need Chromium, which was not found at ${places.join(' or ')}. ` +
      'Install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) ' +
      'or set CHROMIUM_PATH to its executable.',
  );
}
