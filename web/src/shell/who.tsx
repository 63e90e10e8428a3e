import { Button } from '@mantine/core';
import { CatchBoundary } from '@tanstack/react-router';
import { Suspense } from 'react';
import { lazyComponent } from '../components/lazy-component.ts';
import { session } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';

const PersonMenu = lazyComponent(() => import('./person-menu.tsx'), 'PersonMenu', { isForAll: false });

/** Who uses the page, in the header. */
export function Who() {
  const current = useSession();
  switch (current.state) {
    case 'open':
      return <span className="open-access">Open access: anyone can edit</span>;
    case 'signed-in':
      return <Menu />;
    case 'ended':
      return current.isAsking ? (
        <Menu />
      ) : (
        <Button variant="default" size="xs" onClick={() => session.askAgain()}>
          Sign in again
        </Button>
      );
    default:
      return null;
  }
}

function Menu() {
  return (
    <CatchBoundary getResetKey={() => 'menu'} errorComponent={() => null}>
      <Suspense>
        <PersonMenu />
      </Suspense>
    </CatchBoundary>
  );
}
