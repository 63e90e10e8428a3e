import { NativeSelect } from '@mantine/core';
import { MAX_AMOUNT } from '../../../shared/values/money.ts';
import type { ProductFilters } from '../api/products.ts';
import { NumberField, SearchField, WholeTextField } from '../components/filter-fields.tsx';

/** Prices of all currencies are searched by minor units; most have hundredths. */
const MINOR = 100;

type Changed = Partial<Record<keyof ProductFilters, string | undefined>>;

interface ProductFilterFieldsProps {
  readonly filters: ProductFilters;
  readonly categories: readonly string[];
  readonly onChange: (changed: Changed) => void;
}

const major = (minor: string | undefined): string | undefined =>
  minor === undefined ? undefined : String(Number(minor) / MINOR);

const minor = (majorText: string | undefined): string | undefined =>
  majorText === undefined ? undefined : String(Math.round(Number(majorText) * MINOR));

const availability = [
  { value: '', label: 'Any' },
  { value: 'true', label: 'In stock' },
  { value: 'false', label: 'Out of stock' },
];

/** The fields of the product search. */
export function ProductFilterFields({ filters, categories, onChange }: ProductFilterFieldsProps) {
  return (
    <search className="filters">
      <SearchField
        label="Name"
        placeholder="Starts of words"
        value={filters.name}
        onChange={(name) => onChange({ name })}
      />
      <WholeTextField
        label="Category"
        value={filters.category}
        suggestions={categories}
        onChange={(category) => onChange({ category })}
      />
      <NativeSelect
        size="sm"
        label="Stock"
        data={availability}
        value={filters.inStock ?? ''}
        onChange={({ currentTarget }) => onChange({ inStock: currentTarget.value || undefined })}
      />
      <NumberField
        label="Price from"
        decimals={2}
        max={MAX_AMOUNT / MINOR}
        value={major(filters.minPrice)}
        onChange={(text) => onChange({ minPrice: minor(text) })}
      />
      <NumberField
        label="Price to"
        decimals={2}
        max={MAX_AMOUNT / MINOR}
        value={major(filters.maxPrice)}
        onChange={(text) => onChange({ maxPrice: minor(text) })}
      />
    </search>
  );
}
