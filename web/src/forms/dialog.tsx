import { Modal } from '@mantine/core';
import { type ReactNode, useLayoutEffect } from 'react';

interface DialogProps {
  readonly title: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that is open while it is there; when it goes, the focus returns to what opened it. */
export function Dialog({ title, role = 'dialog', onClose, children }: DialogProps) {
  // Mantine returns the focus only from a dialog that stays and is told to close.
  useLayoutEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <Modal opened onClose={onClose} title={title} role={role}>
      {children}
    </Modal>
  );
}
