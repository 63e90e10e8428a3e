import { notifications } from '@mantine/notifications';

const SHOWN_MS = 4_000;

/** Shows a notification for a moment that something was done. */
export const showSaved = (message: string): void => {
  notifications.show({ message, color: 'teal', autoClose: SHOWN_MS, withBorder: true, role: 'status' });
};

/** Shows a notification, until it is closed, that something failed. */
export const showFailed = (message: string): void => {
  notifications.show({ message, color: 'red', autoClose: false, withBorder: true, role: 'alert' });
};
