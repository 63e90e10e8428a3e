/**
 * A `ref` for content that is replaced within a dialog: moves the focus to the element with `data-autofocus`. The dialog
 * itself does so only when it opens.
 */
export const focusFirst = (node: HTMLElement | null): void =>
  node?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
