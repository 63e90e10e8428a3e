import type { ProductFilters } from '../../api/products.ts';
import { fractionDigits } from '../../components/format.ts';

type PriceFilters = Pick<ProductFilters, 'minPrice' | 'maxPrice' | 'currency'>;

/** The filters for a typed price, in the chosen currency, or in `defaultCurrency` if none is chosen. */
export const withPrice = (
  filters: PriceFilters,
  price: Pick<PriceFilters, 'minPrice' | 'maxPrice'>,
  defaultCurrency: string,
): PriceFilters => ({ ...price, currency: filters.currency ?? defaultCurrency });

/**
 * The filters with another currency. Typed prices keep their digits: 20 euros become 20 yen, each in minor units.
 * 12.50 euros become 12.5 yen, which the filter refuses; the page does not round the user's input.
 */
export function withCurrency(filters: PriceFilters, currency: string | undefined): PriceFilters {
  const { minPrice, maxPrice, currency: before } = filters;
  if (before === undefined || currency === undefined) return { currency };
  const decimals = fractionDigits(currency) - fractionDigits(before);
  const scaled = (price: string | undefined): string | undefined =>
    price !== undefined && /^-?\d{1,15}$/.test(price)
      ? String(decimals < 0 ? Number(price) / 10 ** -decimals : Number(price) * 10 ** decimals)
      : price;
  return { currency, minPrice: scaled(minPrice), maxPrice: scaled(maxPrice) };
}
