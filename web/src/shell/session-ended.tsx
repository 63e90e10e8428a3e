import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type MouseEvent, useState } from 'react';
import { ModalFrame } from '../forms/modal-frame.tsx';
import { session } from '../session/session.ts';
import type { Ended } from '../session/session-state.ts';
import { useSession } from '../session/use-session.ts';

const POPUP = 'popup,width=480,height=720';

/** Asks the person to sign in again after the session has ended. Whatever they were doing stays as it is. */
export function SessionEnded() {
  const current = useSession();
  if (current.state !== 'ended' || !current.isAsking) return null;
  // Not before there is a link, or a reason why there is none.
  return (current.loginUrl ?? current.problem) === undefined ? null : <Question ended={current} />;
}

function Question({ ended: { person, loginUrl, problem } }: { readonly ended: Ended }) {
  const [focused] = useState(() => document.activeElement);
  const [isBlocked, setIsBlocked] = useState(false);
  const close = (): void => {
    session.stopAsking();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
  const open = (event: MouseEvent<HTMLAnchorElement>): void => {
    const isOpen = openPopup(event.currentTarget.href);
    // Otherwise the link opens a tab.
    if (isOpen) event.preventDefault();
    setIsBlocked(!isOpen);
  };
  return (
    <ModalFrame title="Your session has ended" role="alertdialog" onClose={close}>
      <Stack gap="sm">
        <Text size="sm">
          Sign in again{person.name === undefined ? '' : ` as ${person.name}`} in a new window. Then it goes
          on here: nothing that you entered is lost.
        </Text>
        {problem !== undefined && (
          <Alert color="red" variant="outline" title="You could not be signed in" role="alert">
            <Text size="sm">{problem}</Text>
          </Alert>
        )}
        <div role="status">
          {isBlocked && (
            <Alert color="orange" variant="outline" title="Your browser has blocked the new window">
              <Text size="sm">
                Use the tab that has opened instead. If there is none, allow pop-ups for this page and try
                again.
              </Text>
            </Alert>
          )}
        </div>
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          {loginUrl === undefined ? (
            <Button onClick={() => session.askAgain()} data-autofocus>
              Try again
            </Button>
          ) : (
            <Button component="a" href={loginUrl} target="_blank" onClick={open} data-autofocus>
              Sign in again
            </Button>
          )}
        </Group>
      </Stack>
    </ModalFrame>
  );
}

/** Opens the login page in a small window, which can close itself. Returns false if the browser does not let it. */
const openPopup = (url: string): boolean => window.open(url, '_blank', POPUP)?.closed === false;
