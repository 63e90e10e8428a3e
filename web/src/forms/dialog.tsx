import { useBlocker, useLocation } from '@tanstack/react-router';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useSession } from '../session/use-session.ts';
import { DiscardQuestion } from './discard-question.tsx';
import { ModalFrame } from './modal-frame.tsx';

interface DialogProps {
  /** The dialog's name. */
  readonly title: string;
  /** `alertdialog` for a question. Default: `dialog`. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const Unsaved = createContext<{ current: () => boolean }>({ current: () => false });

/**
 * A dialog that is open while it is rendered. When it closes, the focus returns to the element that opened it. It asks
 * before unsaved input is lost (by Escape, a click outside, another page, closing the window); see {@link useUnsaved}.
 * It closes when the page behind it changes.
 */
export function Dialog({ title, role, onClose, children }: DialogProps) {
  const unsaved = useRef(() => false);
  const [isAsking, setAsking] = useState(false);
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && unsaved.current(),
    enableBeforeUnload: () => unsaved.current(),
    withResolver: true,
  });
  const isQuestioned = isAsking || leaving.status === 'blocked';
  const session = useSession();
  const hasEnded = session.state === 'ended' && session.isAsking;
  useReturnedFocus();
  useClosingWithPage(onClose);
  const discard = (): void => {
    unsaved.current = () => false;
    if (leaving.status === 'blocked') leaving.proceed();
    onClose();
  };
  const keep = (): void => {
    setAsking(false);
    if (leaving.status === 'blocked') leaving.reset();
  };
  return (
    <ModalFrame
      title={title}
      role={role}
      // The question whether to sign in again is on top.
      isCovered={isQuestioned || hasEnded}
      onClose={() => (unsaved.current() ? setAsking(true) : onClose())}
    >
      <Unsaved value={unsaved}>{children}</Unsaved>
      {isQuestioned && <DiscardQuestion onKeep={keep} onDiscard={discard} />}
    </ModalFrame>
  );
}

/** Lets the surrounding dialog know whether a form has unsaved input. */
export function useUnsaved(isUnsaved: () => boolean): void {
  const unsaved = useContext(Unsaved);
  useEffect(() => {
    unsaved.current = isUnsaved;
    return () => {
      unsaved.current = () => false;
    };
  }, [unsaved, isUnsaved]);
}

/** Returns the focus when the dialog is unmounted; Mantine does so only if it remains mounted and `opened` changes. */
export function useReturnedFocus(): void {
  useLayoutEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
}

/** Closes a dialog when the page behind it changes. */
export function useClosingWithPage(onClose: () => void): void {
  const pathname = useLocation({ select: (location) => location.pathname });
  const [openedOn] = useState(pathname);
  useEffect(() => {
    if (pathname !== openedOn) onClose();
  }, [pathname, openedOn, onClose]);
}
