import type { TestProject } from 'vitest/node';
import { createWebPage } from '../../local/web-page.ts';
import startSystem from '../global-setup.ts';
import { findChromium } from './support/chromium.ts';

/** Builds the web page if it is due and starts the system that serves it; fails first where there is no browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumPath', findChromium());
  const webPage = createWebPage();
  if (await webPage.isDue()) await webPage.build(new AbortController().signal);
  return startSystem(project);
}
