import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { isProblem } from '../api/api-error.ts';
import { CloudOffIcon, LockIcon, PersonIcon } from '../components/icons.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty } from '../components/states.tsx';
import { useMe } from '../roles/use-me.ts';
import { session } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';

/** Shows the page, unless nobody is signed in who may see it. A page waits for its data until somebody is. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const current = useSession();
  const { error } = useMe();
  switch (current.state) {
    case 'signed-out':
      return <SignedOut isEverywhere={current.isEverywhere} />;
    case 'failed':
      return <NotSignedIn refusal={current.refusal} />;
    case 'done':
      return (
        <Notice
          title="You are signed in"
          icon={<PersonIcon size={22} />}
          headline="Close this window and go on where you were"
        />
      );
    default:
      return isProblem(error, 'access-denied') ? <NoRole /> : children;
  }
}

/** Whether the page is shown; see {@link SessionGate}. */
export function useIsPageShown(): boolean {
  const { state } = useSession();
  const { error } = useMe();
  return (
    state !== 'signed-out' && state !== 'failed' && state !== 'done' && !isProblem(error, 'access-denied')
  );
}

function SignedOut({ isEverywhere }: { readonly isEverywhere: boolean }) {
  return (
    <Notice
      title="You are signed out"
      icon={<LockIcon size={22} />}
      headline={isEverywhere ? 'Sign in to continue' : 'But only on this page'}
      action={
        <Group gap="xs" justify="center">
          {!isEverywhere && (
            <Button variant="default" onClick={() => void session.signOut()}>
              Try again
            </Button>
          )}
          <Button onClick={() => void session.signIn()}>Sign in</Button>
        </Group>
      }
    >
      {isEverywhere
        ? undefined
        : 'The sign-in server is not responding, and may still know you the next time somebody signs in here.'}
    </Notice>
  );
}

function NotSignedIn({ refusal }: { readonly refusal: string | undefined }) {
  return (
    <Notice
      title="You are not signed in"
      headline={refusal === undefined ? 'The sign-in server is not responding' : 'The sign-in server refused'}
      icon={<CloudOffIcon size={22} />}
      action={
        <Button variant="default" onClick={() => void session.signIn()}>
          Try again
        </Button>
      }
    >
      {refusal === undefined ? 'It may be down, or you may be offline.' : `It says: ${refusal}`}
    </Notice>
  );
}

/** Shown to somebody who could sign in, but is neither viewer nor editor. */
function NoRole() {
  return (
    <Notice
      title="You have no role here yet"
      headline="You may not see anything"
      icon={<LockIcon size={22} />}
      action={
        <Group gap="xs" justify="center">
          <Button variant="default" onClick={() => void session.signOut()}>
            Sign out
          </Button>
          <Button onClick={() => void session.signIn()}>Try again</Button>
        </Group>
      }
    >
      You are signed in. Ask an administrator for the role viewer or editor, then try again.
    </Notice>
  );
}

interface NoticeProps {
  readonly title: string;
  readonly icon: ReactNode;
  readonly headline: string;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

function Notice({ title, icon, headline, action, children }: NoticeProps) {
  return (
    <>
      <PageHeader title={title} />
      <Panel>
        <div role="alert">
          <Empty icon={icon} title={headline} action={action}>
            {children}
          </Empty>
        </div>
      </Panel>
    </>
  );
}
