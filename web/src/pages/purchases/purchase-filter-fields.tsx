import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { purchaseStatuses } from '../../../../contracts/purchases/shapes.ts';
import { customerById } from '../../api/customers.ts';
import { productById } from '../../api/products.ts';
import type { PurchaseFilters } from '../../api/purchases.ts';
import { DayFilter } from '../../filters/day-filter.tsx';
import { endOfDay, startOfDay } from '../../filters/days.ts';
import { FilterGrid } from '../../filters/filter-grid.tsx';
import type { FilterProblems } from '../../filters/filter-problems.ts';
import { PeriodChips } from '../../filters/period-chips.tsx';
import { RemovedFilter } from '../../filters/removed-filter.tsx';
import { CustomerPicker } from '../../pickers/customer-picker.tsx';
import { ProductPicker } from '../../pickers/product-picker.tsx';
import { statusText } from '../../purchase-status/status.tsx';

/** The labels of the filters. */
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

/** The filters of the purchases' list. Days are in the user's time zone. */
export function PurchaseFilterFields({ filters, problems = {}, onChange }: PurchaseFilterFieldsProps) {
  const { customerId: customer = '', productId: product = '' } = filters;
  const isRemovedCustomer = useQuery({ ...customerById(customer), enabled: customer !== '' }).data === null;
  const isRemovedProduct = useQuery({ ...productById(product), enabled: product !== '' }).data === null;
  return (
    <search>
      <FilterGrid
        isOfTwo
        isSet={(filters.productId ?? filters.status ?? filters.from ?? filters.to) !== undefined}
      >
        <div className="wide">
          {isRemovedCustomer ? (
            <RemovedFilter
              label={purchaseFilterLabels.customerId}
              noun="customer"
              onClear={() => onChange({ customerId: undefined })}
            />
          ) : (
            <CustomerPicker
              label={purchaseFilterLabels.customerId}
              error={problems.customerId}
              value={filters.customerId}
              clearable
              onChange={(customerId) => onChange({ customerId })}
            />
          )}
        </div>
        <div className="wide">
          {isRemovedProduct ? (
            <RemovedFilter
              label={purchaseFilterLabels.productId}
              noun="product"
              onClear={() => onChange({ productId: undefined })}
            />
          ) : (
            <ProductPicker
              label={purchaseFilterLabels.productId}
              error={problems.productId}
              value={filters.productId}
              clearable
              onChange={(productId) => onChange({ productId })}
            />
          )}
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
        <PeriodChips
          from={filters.from}
          to={filters.to}
          onChange={({ from, to }) => onChange({ from, to })}
        />
      </FilterGrid>
    </search>
  );
}
