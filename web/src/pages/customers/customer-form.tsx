import { TextInput } from '@mantine/core';
import { customersWithEmail } from '../../api/customers.ts';
import type { CustomerView } from '../../api/types.ts';
import { existingHint } from '../../forms/existing-hint.tsx';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { SuggestedText } from '../../forms/suggested-text.tsx';
import { entriesOf, type Texts } from '../../forms/text-fields.ts';
import type { ApiForm } from '../../forms/use-api-form.ts';
import type { EditConflict } from '../../forms/use-edit-form.ts';
import { useExisting } from '../../forms/use-existing.ts';
import { TextLink } from '../../links/links.tsx';
import { countryNames } from './country-names.ts';
import { customerFields } from './customer-fields.ts';

interface CustomerFormProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly form: ApiForm<Texts<keyof typeof customerFields>, CustomerView>;
  /** The customer who is edited; default: a new one. */
  readonly customerId?: string;
  readonly onClose: () => void;
  readonly conflict?: EditConflict | undefined;
}

/** The form for a customer, in a dialog. */
export function CustomerForm({ form, customerId, ...dialog }: CustomerFormProps) {
  const { fields, sending, failure, submit } = form;
  const other = useExisting(
    fields.values.email,
    customersWithEmail,
    (each) => each.customerId === customerId,
  );
  return (
    <FormDialog
      {...dialog}
      isUnsaved={fields.isDirty}
      isSending={sending.isPending}
      failure={failure}
      onSubmit={submit}
    >
      {entriesOf(customerFields).map(([name, { label, isRequired, type = 'text' }], index) => {
        const input = {
          label,
          required: isRequired,
          ...(index === 0 ? { 'data-autofocus': true } : {}),
          ...fields.getInputProps(name),
        };
        return name === 'country' ? (
          <SuggestedText key={name} {...input} suggestions={countryNames()} />
        ) : (
          <TextInput
            key={name}
            type={type}
            autoComplete="off"
            {...(name === 'email' &&
              existingHint(
                other !== undefined && (
                  <TextLink
                    to="/customers/$customerId"
                    params={{ customerId: other.customerId }}
                    target="_blank"
                    size="xs"
                  >
                    {other.name} has this e-mail address
                  </TextLink>
                ),
              ))}
            {...input}
          />
        );
      })}
    </FormDialog>
  );
}
