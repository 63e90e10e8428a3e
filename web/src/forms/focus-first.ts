/**
 * As the `ref` of what takes another one's place in a dialog: moves the focus to its element with `data-autofocus`. The
 * dialog itself does so only when it opens.
 */
export const focusFirst = (node: HTMLElement | null): void =>
  node?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
