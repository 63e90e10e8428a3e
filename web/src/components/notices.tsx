import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const SHOWN_MS = 4_000;
const UNDO_MS = 12_000;

const common = { withBorder: true, closeButtonProps: { 'aria-label': 'Close' } };

/** Shows a notification for a moment that something was done. */
export const showSaved = (message: string): void => {
  notifications.show({ message, color: 'teal', autoClose: SHOWN_MS, ...common, role: 'status' });
};

/** Shows a notification that something was done, with a button that undoes it. */
export const showUndoable = (message: string, undo: () => void): void => {
  const id = notifications.show({
    color: 'teal',
    autoClose: UNDO_MS,
    ...common,
    role: 'status',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        {message}
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
};

/** Shows a notification, until it is closed, that something failed. */
export const showFailed = (message: string): void => {
  notifications.show({ message, color: 'red', autoClose: false, ...common, role: 'alert' });
};
