import { TextInput } from '@mantine/core';
import type { CustomerView } from '../../api/types.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { entriesOf, type Texts } from '../../forms/text-fields.ts';
import type { ApiForm } from '../../forms/use-api-form.ts';
import type { EditConflict } from '../../forms/use-edit-form.ts';
import { customerFields } from './customer-fields.ts';

interface CustomerFormProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly form: ApiForm<Texts<keyof typeof customerFields>, CustomerView>;
  readonly onClose: () => void;
  readonly conflict?: EditConflict | undefined;
}

/** The form for a customer, in a dialog. */
export function CustomerForm({ form, ...dialog }: CustomerFormProps) {
  const { fields, sending, failure, submit } = form;
  return (
    <FormDialog
      {...dialog}
      isUnsaved={fields.isDirty}
      isSending={sending.isPending}
      failure={failure}
      onSubmit={submit}
    >
      {entriesOf(customerFields).map(([name, { label, isRequired, type = 'text' }], index) => (
        <TextInput
          key={name}
          label={label}
          type={type}
          required={isRequired}
          autoComplete="off"
          {...(index === 0 ? { 'data-autofocus': true } : {})}
          {...fields.getInputProps(name)}
        />
      ))}
    </FormDialog>
  );
}
