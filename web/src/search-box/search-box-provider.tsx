import { useWindowEvent } from '@mantine/hooks';
import { CatchBoundary } from '@tanstack/react-router';
import { type ReactNode, Suspense, useCallback, useState } from 'react';
import { lazyComponent } from '../components/lazy-component.ts';
import { showFailed } from '../components/notices.tsx';
import { isMac, Opener, type Openers } from './openers.ts';

const SearchBox = lazyComponent(() => import('./search-box.tsx'), 'SearchBox');
const Shortcuts = lazyComponent(() => import('./shortcuts.tsx'), 'Shortcuts');

/** Lets every page open the search box and the list of shortcuts, with the keyboard as well. */
export function SearchBoxProvider({
  isEnabled,
  children,
}: {
  /** Whether there is anything to search. */
  readonly isEnabled: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState<'search' | 'shortcuts'>();
  const close = useCallback(() => setOpen(undefined), []);
  const openers: Openers = {
    openSearch: () => {
      // Retries if the code could not be loaded the last time.
      void SearchBox.preload?.();
      setOpen('search');
    },
    openShortcuts: () => {
      void Shortcuts.preload?.();
      setOpen('shortcuts');
    },
  };
  useWindowEvent('keydown', (event) => {
    const opener = isEnabled ? openerFor(event) : undefined;
    if (opener === undefined) return;
    event.preventDefault();
    openers[opener]();
  });
  return (
    <Opener value={openers}>
      {children}
      <CatchBoundary
        getResetKey={() => open ?? ''}
        errorComponent={() => null}
        onCatch={() => {
          setOpen(undefined);
          showFailed('The search could not be loaded: the server is not responding. Try again in a moment.');
        }}
      >
        <Suspense>
          {open === 'search' && <SearchBox onClose={close} />}
          {open === 'shortcuts' && <Shortcuts onClose={close} />}
        </Suspense>
      </CatchBoundary>
    </Opener>
  );
}

/** What a key opens. Characters are checked, not keys: on many keyboards, the slash is Shift+7. */
function openerFor(event: KeyboardEvent): keyof Openers | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if (!(target instanceof Element) || target.closest('[role="dialog"], [role="alertdialog"]'))
    return undefined;
  if (key.toLowerCase() === 'k' && (isMac ? metaKey : ctrlKey) && !altKey && !shiftKey) return 'openSearch';
  if (ctrlKey || metaKey || altKey || target.closest('input, textarea, select')) return undefined;
  return { '/': 'openSearch' as const, '?': 'openShortcuts' as const }[key];
}
