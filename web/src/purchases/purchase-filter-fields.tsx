import { NativeSelect, TextInput } from '@mantine/core';
import { purchaseStatuses } from '../../../functions/purchases/domain/purchase.ts';
import type { PurchaseFilters } from '../api/purchases.ts';
import { statusText } from '../components/status.tsx';
import { CustomerPicker } from '../customers/customer-picker.tsx';
import { ProductPicker } from '../products/product-picker.tsx';
import { dayOf, endOfDay, startOfDay } from './days.ts';

type Changed = Partial<Record<keyof PurchaseFilters, string | undefined>>;

interface PurchaseFilterFieldsProps {
  readonly filters: PurchaseFilters;
  readonly onChange: (changed: Changed) => void;
}

const statuses = [
  { value: '', label: 'Any' },
  ...purchaseStatuses.map((status) => ({ value: status, label: statusText(status) })),
];

/** The fields of the purchases' list. Days are the reader's own. */
export function PurchaseFilterFields({ filters, onChange }: PurchaseFilterFieldsProps) {
  return (
    <search className="filters of-two">
      <div className="wide">
        <CustomerPicker
          label="Customer"
          value={filters.customerId}
          clearable
          isSearch
          onChange={(customerId) => onChange({ customerId })}
        />
      </div>
      <div className="wide">
        <ProductPicker
          label="Product"
          value={filters.productId}
          clearable
          onChange={(productId) => onChange({ productId })}
        />
      </div>
      <NativeSelect
        size="sm"
        className="wide"
        label="Status"
        data={statuses}
        value={filters.status ?? ''}
        onChange={({ currentTarget }) => onChange({ status: currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label="From"
        value={dayOf(filters.from)}
        onChange={({ currentTarget }) => onChange({ from: startOfDay(currentTarget.value) })}
      />
      <TextInput
        type="date"
        label="To"
        value={dayOf(filters.to)}
        onChange={({ currentTarget }) => onChange({ to: endOfDay(currentTarget.value) })}
      />
    </search>
  );
}
