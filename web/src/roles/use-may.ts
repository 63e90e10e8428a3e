import { isAtLeast, type Role } from '../../../contracts/definition/roles.ts';
import { useSession } from '../session/use-session.ts';
import { useMe } from './use-me.ts';

/**
 * Whether the user may do what a role may do; undefined as long as it is not known. With open access, everybody may. If
 * the API does not tell, the page lets them try.
 */
export function useMay(role: Role): boolean | undefined {
  const { state } = useSession();
  const { data, isError } = useMe();
  if (state === 'open' || isError) return true;
  return data === undefined ? undefined : isAtLeast(data.role, role);
}
