import { useEffect } from 'react';

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Keeps the focus nearby when the focused element is removed: it moves to a sibling or, failing that, to an ancestor's
 * content. Otherwise the browser would drop the focus, and Tab would start from the top.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    // The focused element and its ancestors, innermost first.
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
    // A click on something that is not focusable gives up the focus.
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

/** The element's autofocus target (in a dialog) or heading (on a page); otherwise the first focusable element. */
function firstFocusable(element: HTMLElement): HTMLElement | undefined {
  const preferred = element.querySelector<HTMLElement>('[data-autofocus], h1');
  if (preferred !== null) return preferred;
  return [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.checkVisibility(),
  );
}
