import { useSyncExternalStore } from 'react';

/** The reader's day, which changes at midnight under a page that is left open: what says "today" is then drawn again. */
export const useToday = (): string => useSyncExternalStore(subscribe, () => new Date().toDateString());

function subscribe(onChange: () => void): () => void {
  let timer: number;
  const waitForMidnight = (): void => {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    timer = window.setTimeout(() => {
      onChange();
      waitForMidnight();
    }, midnight.getTime() - now.getTime());
  };
  waitForMidnight();
  // A machine that slept through midnight has its timers late.
  document.addEventListener('visibilitychange', onChange);
  return () => {
    window.clearTimeout(timer);
    document.removeEventListener('visibilitychange', onChange);
  };
}
