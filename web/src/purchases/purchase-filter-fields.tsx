import { NativeSelect } from '@mantine/core';
import { purchaseStatuses } from '../../../functions/purchases/domain/purchase.ts';
import type { PurchaseFilters } from '../api/purchases.ts';
import { statusText } from '../components/status.tsx';
import { CustomerPicker } from '../customers/customer-picker.tsx';
import { DayFilter } from '../filters/day-filter.tsx';
import { endOfDay, startOfDay } from '../filters/days.ts';
import type { FilterProblems } from '../filters/filter-problems.ts';
import { ProductPicker } from '../products/product-picker.tsx';

/** What each filter is called. */
export const purchaseFilterLabels: Readonly<Record<keyof PurchaseFilters, string>> = {
  customerId: 'Customer',
  productId: 'Product',
  status: 'Status',
  from: 'From',
  to: 'To',
};

type Changed = Partial<Record<keyof PurchaseFilters, string | undefined>>;

interface PurchaseFilterFieldsProps {
  readonly filters: PurchaseFilters;
  readonly problems: FilterProblems<keyof PurchaseFilters> | undefined;
  readonly onChange: (changed: Changed) => void;
}

const statuses = [
  { value: '', label: 'Any' },
  ...purchaseStatuses.map((status) => ({ value: status, label: statusText(status) })),
];

/** The fields of the purchases' list. Days are the reader's own. */
export function PurchaseFilterFields({ filters, problems = {}, onChange }: PurchaseFilterFieldsProps) {
  return (
    <search className="filters of-two">
      <div className="wide">
        <CustomerPicker
          label={purchaseFilterLabels.customerId}
          error={problems.customerId}
          value={filters.customerId}
          clearable
          isSearch
          onChange={(customerId) => onChange({ customerId })}
        />
      </div>
      <div className="wide">
        <ProductPicker
          label={purchaseFilterLabels.productId}
          error={problems.productId}
          value={filters.productId}
          clearable
          onChange={(productId) => onChange({ productId })}
        />
      </div>
      <NativeSelect
        size="sm"
        className="wide"
        label={purchaseFilterLabels.status}
        error={problems.status}
        data={statuses}
        value={filters.status ?? ''}
        onChange={({ currentTarget }) => onChange({ status: currentTarget.value || undefined })}
      />
      <DayFilter
        label={purchaseFilterLabels.from}
        value={filters.from}
        timeOf={startOfDay}
        error={problems.from}
        onChange={(from) => onChange({ from })}
      />
      <DayFilter
        label={purchaseFilterLabels.to}
        value={filters.to}
        timeOf={endOfDay}
        error={problems.to}
        onChange={(to) => onChange({ to })}
      />
    </search>
  );
}
