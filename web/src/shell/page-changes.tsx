import { VisuallyHidden } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Tells of each change of page who cannot see it: the focus goes to the new heading, and the title is said. */
export function PageChanges() {
  const router = useRouter();
  const [said, say] = useState('');
  useEffect(() => {
    let hasChanged = false;
    const stops = [
      router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
        // The first page is the browser's to tell of.
        hasChanged ||= fromLocation !== undefined && pathChanged;
      }),
      router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged || toLocation.state.isSearching === true) return;
        focusPage();
      }),
    ];
    const titles = new MutationObserver(() => {
      if (hasChanged) say(document.title);
    });
    titles.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      titles.disconnect();
      for (const stop of stops) stop();
    };
  }, [router]);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}

/** To the heading; to the page as a whole while that has none yet, see PageHeader. */
function focusPage(): void {
  const page = document.querySelector<HTMLElement>('main');
  (page?.querySelector<HTMLElement>('h1') ?? page)?.focus({ preventScroll: true });
}
