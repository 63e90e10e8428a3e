import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ModalFrame } from './modal-frame.tsx';

interface DiscardQuestionProps {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks before unsaved input is discarded. If the user keeps it, the focus returns to where it was. */
export function DiscardQuestion({ onKeep, onDiscard }: DiscardQuestionProps) {
  const [focused] = useState(() => document.activeElement);
  const keep = (): void => {
    onKeep();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
  return (
    <ModalFrame title="Discard your changes?" role="alertdialog" onClose={keep}>
      <Stack gap="sm">
        <Text size="sm">They have not been saved.</Text>
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={keep} data-autofocus>
            Keep editing
          </Button>
          <Button color="red.8" onClick={onDiscard}>
            Discard
          </Button>
        </Group>
      </Stack>
    </ModalFrame>
  );
}
