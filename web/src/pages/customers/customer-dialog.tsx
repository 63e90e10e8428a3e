import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { customerPatchSchema, newCustomerSchema } from '../../../../contracts/customer/shapes.ts';
import { addCustomer, updateCustomer } from '../../api/customers.ts';
import { settleEntities } from '../../api/settle.ts';
import type { CustomerView } from '../../api/types.ts';
import { showSaved } from '../../components/notices.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { type ApiForm, useApiForm } from '../../forms/use-api-form.ts';
import { type EditConflict, useEditForm } from '../../forms/use-edit-form.ts';

interface AddProps {
  readonly onClose: () => void;
  readonly onSaved: (customer: CustomerView) => void;
}

interface EditProps {
  readonly customer: CustomerView;
  readonly onClose: () => void;
  /** Reads the customer again, after somebody else changed it. */
  readonly onReload: () => Promise<CustomerView | null | undefined>;
}

const labels = { name: 'Name', email: 'E-mail', birthDate: 'Date of birth', country: 'Country' };

const typed = (customer?: CustomerView) => ({
  name: customer?.name ?? '',
  email: customer?.email ?? '',
  birthDate: customer?.birthDate ?? '',
  country: customer?.country ?? '',
});

type Typed = ReturnType<typeof typed>;

/** An empty field is a missing one. */
const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

/** Adds a customer. */
export function AddCustomerDialog({ onClose, onSaved }: AddProps) {
  const cache = useQueryClient();
  const form = useApiForm({
    initialValues: typed(),
    schema: newCustomerSchema,
    bodyOf: ({ name, email, birthDate, country }) => ({
      name: given(name),
      email: given(email.trim()),
      birthDate: given(birthDate),
      country: given(country),
    }),
    send: addCustomer,
    onSent: (customer) => {
      cache.setQueryData(['customers', 'one', customer.customerId], customer);
      settleEntities(cache, 'customers');
      showSaved(`${customer.name} was added.`);
      onSaved(customer);
      onClose();
    },
  });
  return <CustomerForm title="Add customer" submitLabel="Add" form={form} onClose={onClose} />;
}

/** Edits a customer; shows both edits rather than overwriting when somebody else was faster. */
export function EditCustomerDialog({ customer, onClose, onReload }: EditProps) {
  const cache = useQueryClient();
  const { form, conflict } = useEditForm({
    entity: customer,
    typed,
    labels,
    onReload,
    schema: customerPatchSchema,
    bodyOf: ({ name, email, birthDate, country }) => ({
      name,
      email: email.trim(),
      birthDate,
      country: given(country) ?? null,
    }),
    send: updateCustomer,
    onSent: (updated) => {
      cache.setQueryData(['customers', 'one', updated.customerId], updated);
      settleEntities(cache, 'customers');
      showSaved(`${updated.name} was saved.`);
      onClose();
    },
  });
  return (
    <CustomerForm
      title="Edit customer"
      submitLabel="Save"
      form={form}
      onClose={onClose}
      conflict={conflict}
    />
  );
}

interface CustomerFormProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly form: ApiForm<Typed, CustomerView>;
  readonly onClose: () => void;
  readonly conflict?: EditConflict | undefined;
}

function CustomerForm({ form: { fields, sending, failure, submit }, ...dialog }: CustomerFormProps) {
  return (
    <FormDialog
      {...dialog}
      isUnsaved={fields.isDirty}
      isSending={sending.isPending}
      failure={failure}
      onSubmit={submit}
    >
      <TextInput
        label={labels.name}
        required
        data-autofocus
        autoComplete="off"
        {...fields.getInputProps('name')}
      />
      <TextInput
        label={labels.email}
        type="email"
        required
        autoComplete="off"
        {...fields.getInputProps('email')}
      />
      <TextInput label={labels.birthDate} type="date" required {...fields.getInputProps('birthDate')} />
      <TextInput label={labels.country} autoComplete="off" {...fields.getInputProps('country')} />
    </FormDialog>
  );
}
