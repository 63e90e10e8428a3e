import type { ReactNode, Ref, SubmitEvent } from 'react';
import { useUnsaved } from './dialog.tsx';

interface FormProps {
  /** Whether the form has unsaved input; if so, the dialog asks before closing. */
  readonly isUnsaved: () => boolean;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly ref?: Ref<HTMLFormElement>;
  readonly children: ReactNode;
}

/** A form in a dialog. It is validated with the service's schema, not by the browser. */
export function Form({ isUnsaved, children, ...form }: FormProps) {
  useUnsaved(isUnsaved);
  return (
    <form noValidate {...form}>
      {children}
    </form>
  );
}
