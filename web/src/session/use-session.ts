import { useSyncExternalStore } from 'react';
import { session } from './session.ts';
import type { Session } from './session-state.ts';

/** The session of this window. */
export const useSession = (): Session => useSyncExternalStore(session.subscribe, session.current);
