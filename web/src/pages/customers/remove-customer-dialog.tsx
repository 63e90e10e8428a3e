import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { removeCustomer } from '../../api/customers.ts';
import { settleEntities } from '../../api/settle.ts';
import type { CustomerView } from '../../api/types.ts';
import { showSaved } from '../../components/notices.tsx';
import { lastFilters } from '../../filters/last-filters.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';

interface RemoveCustomerDialogProps {
  readonly customer: CustomerView;
  readonly onClose: () => void;
  /** Reads the customer again after someone else changed it. */
  readonly onReload: () => void;
}

/** Removes a customer after confirmation, then goes back to the list. */
export function RemoveCustomerDialog({ customer, onClose, onReload }: RemoveCustomerDialogProps) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      title={`Remove ${customer.name}?`}
      confirmLabel="Remove"
      keepLabel="Keep"
      send={() => removeCustomer(customer)}
      onSent={() => {
        onClose();
        settleEntities(cache, 'customers');
        void navigate({ to: '/customers', search: lastFilters('/customers') }).then(() =>
          cache.setQueryData(['customers', 'one', customer.customerId], null),
        );
        showSaved(`${customer.name} was removed.`);
      }}
      onClose={onClose}
      onReload={onReload}
    >
      All of the customer's details will be erased for good: unlike a product, a customer cannot be archived.
      Past purchases are kept, without the name. This cannot be undone.
    </ConfirmDialog>
  );
}
