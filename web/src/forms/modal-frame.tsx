import { Modal } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { live } from '../live/live.ts';

interface ModalFrameProps {
  /** The dialog's name. */
  readonly title: string;
  /** `alertdialog` for a question. Default: `dialog`. */
  readonly role?: 'dialog' | 'alertdialog' | undefined;
  readonly onClose: () => void;
  /** Whether another dialog is on top, which then handles Escape. Default: no. */
  readonly isCovered?: boolean;
  readonly children: ReactNode;
}

/**
 * A modal window: one element with both the role and the name. Mantine's `Modal` puts a given role on an outer element
 * without a name, and its content is always a `dialog`. What is behind it stays as it is until it is closed.
 */
export function ModalFrame({ title, role, onClose, isCovered = false, children }: ModalFrameProps) {
  useEffect(() => live.hold(), []);
  return (
    <Modal.Root opened onClose={onClose} closeOnEscape={!isCovered}>
      {/* A click on the overlay does not move the focus, in case the dialog stays open. */}
      <Modal.Overlay onMouseDown={(event) => event.preventDefault()} />
      <Modal.Content radius="md" ref={role === 'alertdialog' ? asAlertDialog : null}>
        <Modal.Header>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const asAlertDialog = (content: HTMLElement | null): void => content?.setAttribute('role', 'alertdialog');
