import { NativeSelect } from '@mantine/core';
import { LOW_STOCK } from '../../../functions/catalog/domain/product-search.ts';
import type { ProductFilters } from '../api/products.ts';
import { SearchField, WholeTextField } from '../components/filter-fields.tsx';
import { PriceField } from './price-field.tsx';

type Changed = Partial<Record<keyof ProductFilters, string | undefined>>;

interface ProductFilterFieldsProps {
  readonly filters: ProductFilters;
  readonly categories: readonly string[];
  /** What prices are typed in; not known while no product was seen. */
  readonly currency: string | undefined;
  readonly onChange: (changed: Changed) => void;
}

const availability = [
  { value: '', label: 'Any' },
  { value: 'in', label: 'In stock' },
  { value: 'low', label: `Low (${LOW_STOCK} or less)` },
  { value: 'out', label: 'Out of stock' },
];

const chosenStock = ({ inStock, lowStock }: ProductFilters): string => {
  if (lowStock === 'true') return 'low';
  return inStock === undefined ? '' : inStock === 'true' ? 'in' : 'out';
};

const stockFilters = (chosen: string): Changed => ({
  inStock: chosen === 'in' ? 'true' : chosen === 'out' ? 'false' : undefined,
  lowStock: chosen === 'low' ? 'true' : undefined,
});

/** The fields of the product search. */
export function ProductFilterFields({ filters, categories, currency, onChange }: ProductFilterFieldsProps) {
  return (
    <search className="filters">
      <SearchField
        label="Name"
        placeholder="Start of any word"
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
        value={chosenStock(filters)}
        onChange={({ currentTarget }) => onChange(stockFilters(currentTarget.value))}
      />
      <PriceField
        label="Price from"
        currency={currency}
        value={filters.minPrice}
        onChange={(minPrice) => onChange({ minPrice })}
      />
      <PriceField
        label="Price to"
        currency={currency}
        value={filters.maxPrice}
        onChange={(maxPrice) => onChange({ maxPrice })}
      />
    </search>
  );
}
