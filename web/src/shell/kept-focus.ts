import { useEffect } from 'react';

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Keeps the keyboard's place in the page: when the focused element is taken away, the browser would put the focus on
 * nothing, and Tab would start from the top. It goes to the nearest place instead that is left: what stood beside it,
 * then what stood around it.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    // The focused element, and what is around it, from the inside to the outside.
    let path: readonly HTMLElement[] = [];
    const remember = ({ target }: Event): void => {
      path = target instanceof Element ? pathOf(target.closest<HTMLElement>(FOCUSABLE)) : [];
    };
    const restore = (): void => {
      if (path[0] === undefined || path[0].isConnected) return;
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const left = path.filter((element) => element.isConnected);
      path = [];
      for (const element of left) {
        const next = firstFocusable(element);
        if (next === undefined) continue;
        next.focus({ preventScroll: true });
        return;
      }
    };
    const removals = new MutationObserver(restore);
    removals.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    // A press on nothing gives the focus up.
    document.addEventListener('pointerdown', remember);
    return () => {
      removals.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', remember);
    };
  }, []);
}

function pathOf(element: HTMLElement | null): readonly HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at = element; at !== null; at = at.parentElement) path.push(at);
  return path;
}

/** Within an element: in a dialog what has the focus at first, on a page the heading, else what comes first. */
function firstFocusable(element: HTMLElement): HTMLElement | undefined {
  const wanted = element.querySelector<HTMLElement>('[data-autofocus], h1');
  if (wanted !== null) return wanted;
  return [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.checkVisibility(),
  );
}
