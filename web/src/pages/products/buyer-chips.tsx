import type { BuyerFilters } from '../../api/products.ts';
import { formatMoney } from '../../components/format.ts';
import { Chip } from '../../segments/chip.tsx';
import { CustomerChip } from '../../segments/named-chips.tsx';
import { productFilterLabels } from './product-filter-fields.tsx';

interface BuyerChipsProps {
  /** They are valid, so prices have a currency. */
  readonly filters: BuyerFilters;
  readonly onRemove: (name: keyof BuyerFilters) => void;
}

/** The search for products in words, one chip for each filter. */
export function BuyerChips({ filters, onRemove }: BuyerChipsProps) {
  const { boughtBy, currency } = filters;
  const given = Object.keys(filters) as (keyof BuyerFilters)[];
  const isPriced = (filters.minPrice ?? filters.maxPrice) !== undefined;
  const shown = given.filter((name) => name !== 'boughtBy' && !(name === 'currency' && isPriced));
  return (
    <div className="segments">
      {shown.map((name) => (
        <Chip
          key={name}
          label={productFilterLabels[name]}
          name={textOf(name, filters[name] ?? '', currency)}
          onRemove={() => onRemove(name)}
        />
      ))}
      {boughtBy !== undefined && (
        <CustomerChip
          id={boughtBy}
          label={productFilterLabels.boughtBy}
          onRemove={() => onRemove('boughtBy')}
        />
      )}
    </div>
  );
}

function textOf(name: keyof BuyerFilters, value: string, currency = ''): string {
  switch (name) {
    case 'minPrice':
    case 'maxPrice':
      return formatMoney({ amount: Number(value), currency });
    case 'inStock':
      return value === 'true' ? 'available' : 'none';
    case 'lowStock':
      return value === 'true' ? 'low' : 'not low';
    case 'runsOut':
      return 'runs out this week';
    default:
      return value;
  }
}
