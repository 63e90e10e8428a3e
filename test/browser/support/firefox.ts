import { existsSync } from 'node:fs';

/** The browser's executable: `FIREFOX_PATH`, or the one of Debian; `undefined` if it does not exist. */
export const findFirefox = (): string | undefined =>
  [process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr'].find((place) => existsSync(place));
