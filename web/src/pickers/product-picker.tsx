import { useQuery } from '@tanstack/react-query';
import { productSuggestions } from '../api/product-suggestions.ts';
import { productById } from '../api/products.ts';
import { formatMoney, formatNumber } from '../components/format.ts';
import { EntityPicker, type PickerProps } from './entity-picker.tsx';

/** Picks a product by part of its name, or by its full SKU; shows prices and stock. */
export function ProductPicker(props: PickerProps) {
  const { value } = props;
  const { data: picked } = useQuery({ ...productById(value ?? ''), enabled: value !== undefined });
  return (
    <EntityPicker
      {...props}
      noun="product"
      placeholder="Name or full SKU"
      picked={picked}
      suggestionsFor={productSuggestions}
      optionOf={({ productId, name, price, stock, sku }) => ({
        id: productId,
        name,
        detail: [
          ...(sku === undefined ? [] : [sku]),
          formatMoney(price),
          stock === 0 ? 'out of stock' : `${formatNumber(stock)} in stock`,
        ].join(' · '),
        code: sku,
      })}
    />
  );
}
