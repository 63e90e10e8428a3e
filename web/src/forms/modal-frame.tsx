import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface ModalFrameProps {
  /** The dialog's name. */
  readonly title: string;
  /** `alertdialog` for a question. Default: `dialog`. */
  readonly role?: 'dialog' | 'alertdialog' | undefined;
  readonly onClose: () => void;
  /** Whether another dialog lies on top, to which Escape belongs. Default: none. */
  readonly isCovered?: boolean;
  readonly children: ReactNode;
}

/**
 * A window on top of the page: one element with the role and the name. Mantine's `Modal` puts a role that it is given
 * on an outer element without a name, and its content is a `dialog` always.
 */
export function ModalFrame({ title, role, onClose, isCovered = false, children }: ModalFrameProps) {
  return (
    <Modal.Root opened onClose={onClose} closeOnEscape={!isCovered}>
      {/* A press on it leaves the focus where it is, so that nothing is lost if the dialog stays. */}
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
