import { existsSync } from 'node:fs';

/** The browser's executable: `FIREFOX_PATH`, or Debian's; `undefined` where there is none. */
export const findFirefox = (): string | undefined =>
  [process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr'].find((place) => existsSync(place));
