import { useSyncExternalStore } from 'react';

/** The current day. Components that say "today" render again at midnight if the page is left open. */
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
  // If the machine slept through midnight, its timers are late.
  document.addEventListener('visibilitychange', onChange);
  return () => {
    window.clearTimeout(timer);
    document.removeEventListener('visibilitychange', onChange);
  };
}
