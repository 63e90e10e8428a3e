import type { TestProject } from 'vitest/node';
import { createWebPage } from '../../scripts/start/page/web-page.ts';
import startSystem from '../global-setup.ts';
import { findChromium } from './support/chromium.ts';
import { findFirefox } from './support/firefox.ts';

/** Builds the web page if it is due and starts the system that serves it; fails first where there is no browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumPath', findChromium());
  if (findFirefox() === undefined) {
    console.log(
      'Firefox is not installed (Debian: apt-get install firefox-esr): the page is not tested in it.',
    );
  }
  const webPage = createWebPage();
  if (await webPage.isDue()) await webPage.build(new AbortController().signal);
  return startSystem(project);
}
