import { notifications } from '@mantine/notifications';

const SHOWN_MS = 4_000;

/** Says for a moment that something was done. */
export const showSaved = (message: string): void => {
  notifications.show({ message, color: 'teal', autoClose: SHOWN_MS, withBorder: true, role: 'status' });
};

/** Says that something did not work, until it is closed. */
export const showFailed = (message: string): void => {
  notifications.show({ message, color: 'red', autoClose: false, withBorder: true, role: 'alert' });
};
