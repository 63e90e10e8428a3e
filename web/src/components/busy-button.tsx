import { Button, type ButtonProps, Loader } from '@mantine/core';
import type { ButtonHTMLAttributes } from 'react';

interface BusyButtonProps
  extends ButtonProps,
    Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof ButtonProps> {
  /** Whether its work is in progress; if so, it ignores clicks. */
  readonly isBusy: boolean;
}

/**
 * A button whose work takes a moment. It keeps the focus in the meantime; Mantine's `loading` disables the button, which
 * then loses the focus.
 */
export function BusyButton({ isBusy, onClick, children, ...button }: BusyButtonProps) {
  return (
    <Button
      {...button}
      aria-disabled={isBusy}
      leftSection={isBusy ? <Loader size={14} color="currentColor" aria-hidden /> : undefined}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    >
      {children}
    </Button>
  );
}
