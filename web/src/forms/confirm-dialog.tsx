import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { isConflict } from '../api/api-error.ts';
import { BusyButton } from '../components/busy-button.tsx';
import { Failure } from '../components/states.tsx';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps<Answer> {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly keepLabel: string;
  /** @param key the same for every attempt. */
  readonly send: (key: string) => Promise<Answer>;
  readonly onSent: (answer: Answer) => void;
  readonly onClose: () => void;
  /** Reads the entity again after someone else changed it, so that the next attempt is based on its current version. */
  readonly onReload?: () => void;
}

/** Asks for confirmation before something that cannot be undone. */
export function ConfirmDialog<Answer>(props: ConfirmDialogProps<Answer>) {
  const { title, children, confirmLabel, keepLabel, send, onSent, onClose, onReload } = props;
  const [key] = useState(() => crypto.randomUUID());
  const sending = useMutation({
    mutationFn: () => send(key),
    onSuccess: onSent,
    onError: (error) => {
      if (isConflict(error)) onReload?.();
    },
  });
  return (
    <Dialog onClose={onClose} title={title} role="alertdialog">
      <Stack gap="sm">
        <Text size="sm" component="div">
          {children}
        </Text>
        {sending.isError && (isConflict(sending.error) ? <Changed /> : <Failure error={sending.error} />)}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keepLabel}
          </Button>
          <BusyButton color="red.8" isBusy={sending.isPending} onClick={() => sending.mutate()}>
            {confirmLabel}
          </BusyButton>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Changed() {
  return (
    <Alert color="orange" variant="outline" title="Someone else has changed this" role="alert">
      <Text size="sm">
        Nothing was done. The page now shows the latest version: check it, then confirm again.
      </Text>
    </Alert>
  );
}
