import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { isConflict } from '../api/api-error.ts';
import { Failure } from '../components/states.tsx';
import { Conflict } from './conflict.tsx';
import { Dialog } from './dialog.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly isSending: boolean;
  readonly failure: Error | undefined;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  /** Reads again what is edited, after somebody else changed it. */
  readonly onReload?: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter sends it, Escape closes it. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, isSending, failure, onSubmit, onClose, onReload, children } = props;
  const hasConflict = onReload !== undefined && isConflict(failure);
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={onSubmit} noValidate aria-label={title}>
        <Stack gap="sm">
          {children}
          {hasConflict && <Conflict onReload={onReload} />}
          {failure !== undefined && !hasConflict && <Failure error={failure} />}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending} disabled={hasConflict}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
