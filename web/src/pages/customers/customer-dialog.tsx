import { useQueryClient } from '@tanstack/react-query';
import { customerPatchSchema, newCustomerSchema } from '../../../../contracts/customer/shapes.ts';
import { addCustomer, updateCustomer } from '../../api/customers.ts';
import { settleEntities } from '../../api/settle.ts';
import type { CustomerView } from '../../api/types.ts';
import { showSaved } from '../../components/notices.tsx';
import { addedTexts, labelsOf, patchedTexts, textsOf } from '../../forms/text-fields.ts';
import { useApiForm } from '../../forms/use-api-form.ts';
import { useEditForm } from '../../forms/use-edit-form.ts';
import { customerFields } from './customer-fields.ts';
import { CustomerForm } from './customer-form.tsx';

interface AddProps {
  readonly onClose: () => void;
  readonly onSaved: (customer: CustomerView) => void;
}

interface EditProps {
  readonly customer: CustomerView;
  readonly onClose: () => void;
  /** Reads the customer again after someone else changed it. */
  readonly onReload: () => Promise<CustomerView | null | undefined>;
}

/** Adds a customer. */
export function AddCustomerDialog({ onClose, onSaved }: AddProps) {
  const cache = useQueryClient();
  const form = useApiForm({
    initialValues: textsOf(customerFields),
    schema: newCustomerSchema,
    bodyOf: (texts) => addedTexts(customerFields, texts),
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

/** Edits a customer. If someone else was faster, shows both edits. */
export function EditCustomerDialog({ customer, onClose, onReload }: EditProps) {
  const cache = useQueryClient();
  const { form, conflict } = useEditForm({
    entity: customer,
    typed: (current) => textsOf(customerFields, current),
    labels: labelsOf(customerFields),
    onReload,
    schema: customerPatchSchema,
    bodyOf: (texts) => patchedTexts(customerFields, texts),
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
      customerId={customer.customerId}
      onClose={onClose}
      conflict={conflict}
    />
  );
}
