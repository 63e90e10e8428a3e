import type { RuntimeOptions } from '../../local/runtime.ts';

/** The people whom the login page offers from the start: one for each role. */
export const people = [
  { email: 'viewer@example.com', name: 'Vera Viewer', groups: ['viewer'] },
  { email: 'editor@example.com', name: 'Eddie Editor', groups: ['editor'] },
] as const satisfies RuntimeOptions['people'];
