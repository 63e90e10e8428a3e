/** Who may call a route, each more than the one before: a `viewer` reads, an `editor` reads and writes. */
export const roles = ['viewer', 'editor'] as const;

export type Role = (typeof roles)[number];

/** The longest id of somebody who is signed in. */
export const MAX_CALLER_ID = 128;

/** Whether somebody with this role, or none, may do what `needed` may do. */
export const isAtLeast = (role: Role | undefined, needed: Role): boolean =>
  role === 'editor' || role === needed;
