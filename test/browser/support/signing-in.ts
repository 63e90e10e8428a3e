import type { Locator, Page } from 'playwright-core';
import { type Runtime, startRuntime } from '../../../local/runtime.ts';
import { servePage } from '../../../scripts/start/page/serve-page.ts';
import { synthesize } from '../../../scripts/start/synthesize.ts';

/** The people of {@link startSignedIn}. */
export const people = [
  { email: 'viewer@example.com', name: 'Vera Viewer', groups: ['viewer'] },
  { email: 'editor@example.com', name: 'Eddie Editor', groups: ['editor'] },
  { email: 'guest@example.com', name: 'Gus Guest', groups: [] },
] as const;

/** Starts a system where people have to sign in. */
export async function startWithSignIn(): Promise<Runtime> {
  const assemblyDir = await synthesize({
    outDir: '.local/sign-in-cdk.out',
    context: { authorization: 'cognito' },
  });
  return startRuntime({
    assemblyDir,
    logFile: '.local/sign-in-functions.log',
    onFunctionError: () => {},
    people,
    ...servePage,
  });
}

/** Chooses a person on the login page. */
export const choose = (login: Page, name: string): Promise<void> =>
  login.getByRole('button', { name }).click();

/** The button in the header of somebody who is signed in. */
export const menuOf = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Signed in as ${name}` });
