import type { ReactNode, Ref, SubmitEvent } from 'react';
import { useUnsaved } from './dialog.tsx';

interface FormProps {
  /** Whether it holds something that is not saved: the dialog around it asks before that is thrown away. */
  readonly isUnsaved: () => boolean;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  readonly ref?: Ref<HTMLFormElement>;
  readonly children: ReactNode;
}

/** A form in a dialog. What is valid is for the service's schema to say, not for the browser. */
export function Form({ isUnsaved, children, ...form }: FormProps) {
  useUnsaved(isUnsaved);
  return (
    <form noValidate {...form}>
      {children}
    </form>
  );
}
