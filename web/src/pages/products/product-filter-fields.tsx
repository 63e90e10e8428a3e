import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ProductFilters } from '../../api/products.ts';
import { CodeFilter } from '../../filters/code-filter.tsx';
import { FilterGrid } from '../../filters/filter-grid.tsx';
import type { FilterProblems } from '../../filters/filter-problems.ts';
import { SearchField } from '../../filters/search-field.tsx';
import { WholeTextFilter } from '../../filters/whole-text-filter.tsx';
import { CustomerPicker } from '../../pickers/customer-picker.tsx';
import { AddChip } from '../../segments/add-chip.tsx';
import { CustomerChip } from '../../segments/named-chips.tsx';
import type { Sorting } from '../../sorting/sort-head.tsx';
import { SortSelect } from '../../sorting/sort-select.tsx';
import { CurrencyFilter } from './currency-filter.tsx';
import { PriceFilter } from './price-filter.tsx';
import { withCurrency, withPrice } from './price-filters.ts';

/** The labels of the filters. */
export const productFilterLabels: Readonly<Record<keyof ProductFilters, string>> = {
  name: 'Name',
  category: 'Category',
  sku: 'SKU',
  inStock: 'Stock',
  lowStock: 'Stock',
  runsOut: 'Stock',
  minPrice: 'Price from',
  maxPrice: 'Price to',
  currency: 'Currency',
  boughtBy: 'Bought by',
  sort: 'Order',
};

const orders = {
  name: 'Name',
  newest: 'Newest first',
  lastPurchase: 'Last sale',
  units: 'Units sold',
};

type Changed = Partial<Record<keyof ProductFilters, string | undefined>>;

interface ProductFilterFieldsProps {
  readonly filters: ProductFilters;
  readonly problems: FilterProblems<keyof ProductFilters> | undefined;
  readonly categories: readonly string[];
  /** The currencies of the visible products, most frequent first. */
  readonly currencies: readonly string[];
  readonly sorting: Sorting;
  readonly onChange: (changed: Changed) => void;
}

const availability = [
  { value: '', label: 'Any' },
  { value: 'in', label: 'In stock' },
  { value: 'low', label: 'Low' },
  { value: 'soon', label: 'Soon out' },
  { value: 'out', label: 'Out of stock' },
];

const chosenStock = ({ inStock, lowStock, runsOut }: ProductFilters): string => {
  if (runsOut !== undefined) return 'soon';
  if (lowStock === 'true') return 'low';
  return inStock === undefined ? '' : inStock === 'true' ? 'in' : 'out';
};

const stockFilters = (chosen: string): Changed => ({
  inStock: chosen === 'in' ? 'true' : chosen === 'out' ? 'false' : undefined,
  lowStock: chosen === 'low' ? 'true' : undefined,
  runsOut: chosen === 'soon' ? 'soon' : undefined,
});

/** Whether any filter other than the name is set. */
const isAnySet = ({ name: _, boughtBy: __, sort: ___, ...others }: ProductFilters): boolean =>
  Object.values(others).some((value) => value !== undefined);

/** The filters of the products' list. */
export function ProductFilterFields(props: ProductFilterFieldsProps) {
  const { filters, problems = {}, categories, currencies, sorting, onChange } = props;
  // Kept for good: the meaning of a typed price must not change with the visible rows.
  const [initial, setInitial] = useState(currencies[0]);
  if (initial === undefined && currencies[0] !== undefined) setInitial(currencies[0]);
  const currency = filters.currency ?? initial ?? 'EUR';
  const labels = productFilterLabels;
  return (
    <search>
      <FilterGrid isSet={isAnySet(filters)}>
        <SearchField
          label={labels.name}
          placeholder="Start of any word, or full SKU"
          value={filters.name}
          error={problems.name}
          onChange={(name) => onChange({ name })}
        />
        <CodeFilter
          label={labels.sku}
          value={filters.sku}
          error={problems.sku}
          onChange={(sku) => onChange({ sku })}
        />
        <WholeTextFilter
          label={labels.category}
          value={filters.category}
          error={problems.category}
          suggestions={categories}
          onChange={(category) => onChange({ category })}
        />
        <NativeSelect
          size="sm"
          label={labels.inStock}
          data={availability}
          error={problems.inStock ?? problems.lowStock ?? problems.runsOut}
          value={chosenStock(filters)}
          onChange={({ currentTarget }) => onChange(stockFilters(currentTarget.value))}
        />
        <PriceFilter
          label={labels.minPrice}
          currency={currency}
          value={filters.minPrice}
          error={problems.minPrice}
          onChange={(minPrice) => onChange(withPrice(filters, { minPrice }, currency))}
        />
        <PriceFilter
          label={labels.maxPrice}
          currency={currency}
          value={filters.maxPrice}
          error={problems.maxPrice}
          onChange={(maxPrice) => onChange(withPrice(filters, { maxPrice }, currency))}
        />
        <CurrencyFilter
          label={labels.currency}
          value={filters.currency}
          error={problems.currency}
          visible={currencies}
          onChange={(chosen) => onChange(withCurrency(filters, chosen))}
        />
        <SortSelect sorting={sorting} labels={orders} />
      </FilterGrid>
      <div className="segments">
        {filters.boughtBy === undefined ? (
          <AddChip
            label="Bought by a customer"
            picker={(done) => (
              <CustomerPicker
                label="Bought by the customer"
                value={undefined}
                onChange={(boughtBy) => {
                  if (boughtBy !== undefined) onChange({ boughtBy });
                  done();
                }}
              />
            )}
          />
        ) : (
          <CustomerChip
            id={filters.boughtBy}
            label={labels.boughtBy}
            onRemove={() => onChange({ boughtBy: undefined })}
          />
        )}
      </div>
    </search>
  );
}
