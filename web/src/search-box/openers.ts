import { createContext, useContext } from 'react';

/** What opens the search box, and the list of keyboard shortcuts. */
export interface Openers {
  readonly openSearch: () => void;
  readonly openShortcuts: () => void;
}

export const Opener = createContext<Openers>({ openSearch: () => {}, openShortcuts: () => {} });

/** Returns functions that open the search box, and the list of shortcuts. */
export const useSearchBox = () => useContext(Opener);

/** Whether the keyboard has a command key. */
export const isMac = /^(Mac|iP)/.test(navigator.platform);

/** The keys that open the search box, as they are written on this keyboard. */
export const SEARCH_KEYS = isMac ? '⌘K' : 'Ctrl K';
