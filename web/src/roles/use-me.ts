import { useQuery } from '@tanstack/react-query';
import { me } from '../api/me.ts';
import type { Person } from '../session/sign-in.ts';
import { useSession } from '../session/use-session.ts';

/** The person who is signed in, or was until the session ended; undefined if nobody is. */
export function usePerson(): Person | undefined {
  const session = useSession();
  return session.state === 'signed-in' || session.state === 'ended' ? session.person : undefined;
}

/** The answer of `GET /me` for the person who is signed in. */
export function useMe() {
  const person = usePerson();
  return useQuery({ ...me(person?.id ?? ''), enabled: person !== undefined });
}
