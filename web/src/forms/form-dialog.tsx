import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { isConflict } from '../api/api-error.ts';
import { BusyButton } from '../components/busy-button.tsx';
import { Failure } from '../components/states.tsx';
import { Conflict } from './conflict.tsx';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';
import type { EditConflict } from './use-edit-form.ts';

interface FormDialogProps {
  readonly title: string;
  readonly submitLabel: string;
  /** Whether the form has unsaved input. */
  readonly isUnsaved: () => boolean;
  readonly isSending: boolean;
  readonly failure: Error | undefined;
  /** The conflict with someone else's edit, if there is one. */
  readonly conflict?: EditConflict | undefined;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter submits, Escape closes. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, isUnsaved, isSending, failure, conflict, onSubmit, onClose, children } = props;
  const isShown = conflict !== undefined && isConflict(failure);
  return (
    <Dialog onClose={onClose} title={title}>
      <Form isUnsaved={isUnsaved} onSubmit={onSubmit}>
        <Stack gap="sm">
          {children}
          {conflict !== undefined && <Conflict {...conflict} />}
          {failure !== undefined && !isShown && <Failure error={failure} />}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <BusyButton type="submit" isBusy={isSending}>
              {submitLabel}
            </BusyButton>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
