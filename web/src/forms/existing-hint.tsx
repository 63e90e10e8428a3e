import type { ReactElement } from 'react';

/** A hint below a field that something else has what is typed. Its link opens beside the form, which stays as it is. */
export const existingHint = (link: ReactElement | false) => ({
  description: <span role="status">{link}</span>,
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
    | 'label'
    | 'input'
    | 'description'
    | 'error'
  )[],
});
