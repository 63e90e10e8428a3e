import { Button, type ButtonProps } from '@mantine/core';
import { type ButtonHTMLAttributes, Suspense } from 'react';
import { lazyComponent } from '../components/lazy-component.ts';
import { useMay } from './use-may.ts';

const DeniedButton = lazyComponent(() => import('./denied-button.tsx'), 'DeniedButton', { isForAll: false });

export interface EditorButtonProps
  extends ButtonProps,
    Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof ButtonProps> {
  /** What it does, to complete "Only editors can …". */
  readonly deed: string;
}

/** A button that changes something. Whoever may not use it sees it disabled, with the reason. */
export function EditorButton({ deed, ...button }: EditorButtonProps) {
  const may = useMay('editor');
  if (may === true) return <Button {...button} />;
  const disabled = <Button {...button} disabled />;
  if (may === undefined) return disabled;
  return (
    <Suspense fallback={disabled}>
      <DeniedButton deed={deed} {...button} />
    </Suspense>
  );
}
