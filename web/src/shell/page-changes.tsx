import { VisuallyHidden } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Announces page changes to screen readers: moves the focus to the new heading, and reads the title. */
export function PageChanges() {
  const router = useRouter();
  const [announcement, announce] = useState('');
  useEffect(() => {
    let hasChanged = false;
    const stops = [
      router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
        // The browser itself announces the first page.
        hasChanged ||= fromLocation !== undefined && pathChanged;
      }),
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return;
        focusPage();
      }),
    ];
    const titles = new MutationObserver(() => {
      if (hasChanged) announce(document.title);
    });
    titles.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      titles.disconnect();
      for (const stop of stops) stop();
    };
  }, [router]);
  return <VisuallyHidden role="status">{announcement}</VisuallyHidden>;
}

/** Focuses the heading, or the whole page until there is one; see PageHeader. */
function focusPage(): void {
  const page = document.querySelector<HTMLElement>('main');
  (page?.querySelector<HTMLElement>('h1') ?? page)?.focus({ preventScroll: true });
}
