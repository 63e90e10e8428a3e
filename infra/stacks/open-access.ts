import type { Settings } from '../settings.ts';

/**
 * The environment that makes every caller of a function behind the API an editor, if the API has no authorizer. No request
 * can set it.
 */
export const openAccess = ({ authorization }: Settings): Record<string, string> =>
  authorization === 'open' ? { OPEN_ACCESS: 'yes' } : {};
