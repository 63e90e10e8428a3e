import type { Page } from 'playwright-core';
import { newVisitor, signIn } from './open-page.ts';

/** Longer than the page waits before it reads again what is in sight. */
export const SOON_MS = 10_000;

/** Opens a page whose clock the test can turn. */
export async function openWithClock(path: string): Promise<Page> {
  const page = await newVisitor();
  await page.clock.install();
  await signIn(page, path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}
