import type { Settings } from '../settings.ts';

/** The environment that makes everybody who calls a function behind the API an editor: everywhere but on AWS. */
export const openAccess = ({ target }: Settings): Record<string, string> =>
  target === 'aws' ? {} : { OPEN_ACCESS: 'yes' };
