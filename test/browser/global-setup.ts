import type { TestProject } from 'vitest/node';
import { createWebPage } from '../../scripts/start/page/web-page.ts';
import { people } from '../../scripts/start/people.ts';
import startSystem from '../global-setup.ts';
import { findChromium } from './support/chromium.ts';
import { findFirefox } from './support/firefox.ts';
import { guest } from './support/signing-in.ts';

/**
 * Builds the web page if necessary and starts the system that serves it. Fails before that if there is no Chromium.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumPath', findChromium());
  if (findFirefox() === undefined) {
    console.log(
      'Firefox is not installed, so its tests are skipped. To run them, install it (Debian: apt-get install firefox-esr).',
    );
  }
  const webPage = createWebPage();
  if (await webPage.needsBuild()) await webPage.build(new AbortController().signal);
  return startSystem(project, [...people, guest]);
}
