import type { Locator, Page } from 'playwright-core';
import { people } from '../../../scripts/start/people.ts';

const [viewer, editor] = people;

/** Somebody who may change everything. */
export const EDITOR = editor.name;

/** Somebody who may only see everything. */
export const VIEWER = viewer.name;

/** Somebody who can sign in, but has no role. */
export const guest = { email: 'guest@example.com', name: 'Gus Guest', groups: [] };

/** Chooses a person on the login page. */
export const choose = (login: Page, name: string): Promise<void> =>
  login.getByRole('button', { name }).click();

/** The button in the header of somebody who is signed in. */
export const menuOf = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Signed in as ${name}` });
