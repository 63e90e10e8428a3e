import { NumberFilter } from '../../filters/number-filter.tsx';
import type { FilterProps } from '../../filters/use-typed.ts';
import { priceRules } from '../../numbers/price-rules.ts';

/** A price in a filter: typed in major units, told in minor ones. */
export const PriceFilter = ({ currency, ...props }: FilterProps & { readonly currency: string }) => (
  <NumberFilter rules={priceRules(currency)} {...props} />
);
