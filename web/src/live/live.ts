import { createLiveReads } from './live-reads.ts';
import { presenceInWindow } from './presence.ts';

/** What is in sight in this window. */
export const live = createLiveReads(presenceInWindow());
