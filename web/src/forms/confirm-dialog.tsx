import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Failure } from '../components/states.tsx';

interface ConfirmDialogProps<Answer> {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly keepLabel: string;
  /** @param key the same for every attempt. */
  readonly send: (key: string) => Promise<Answer>;
  readonly onSent: (answer: Answer) => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog<Answer>(props: ConfirmDialogProps<Answer>) {
  const { title, children, confirmLabel, keepLabel, send, onSent, onClose } = props;
  const [key] = useState(() => crypto.randomUUID());
  const sending = useMutation({ mutationFn: () => send(key), onSuccess: onSent });
  return (
    <Modal opened onClose={onClose} title={title} role="alertdialog">
      <Stack gap="sm">
        <Text size="sm" component="div">
          {children}
        </Text>
        {sending.isError && <Failure error={sending.error} />}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keepLabel}
          </Button>
          <Button color="red.8" loading={sending.isPending} onClick={() => sending.mutate()}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
