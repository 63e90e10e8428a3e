import { Button } from '@mantine/core';
import { session } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { PersonMenu } from './person-menu.tsx';

/** Who uses the page, in the header. */
export function Who() {
  const current = useSession();
  switch (current.state) {
    case 'open':
      return <span className="open-access">Open access: anyone can edit</span>;
    case 'signed-in':
      return <PersonMenu />;
    case 'ended':
      return current.isAsking ? (
        <PersonMenu />
      ) : (
        <Button variant="default" size="xs" onClick={() => session.askAgain()}>
          Sign in again
        </Button>
      );
    default:
      return null;
  }
}
