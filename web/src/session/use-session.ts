import { useSyncExternalStore } from 'react';
import { type Session, session } from './session.ts';

/** The session of this window. */
export const useSession = (): Session => useSyncExternalStore(session.subscribe, session.current);
