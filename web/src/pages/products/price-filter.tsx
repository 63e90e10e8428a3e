import { NumberFilter } from '../../filters/number-filter.tsx';
import type { FilterProps } from '../../filters/use-typed.ts';
import { priceRules } from '../../numbers/price-rules.ts';

/** A filter for a price, typed in major units; its value is in minor units. */
export const PriceFilter = ({ currency, ...props }: FilterProps & { readonly currency: string }) => (
  <NumberFilter rules={priceRules(currency)} {...props} />
);
