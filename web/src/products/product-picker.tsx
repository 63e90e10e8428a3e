import { useQuery } from '@tanstack/react-query';
import { productById, productSuggestions } from '../api/products.ts';
import { EntityPicker } from '../components/entity-picker.tsx';
import { formatMoney, formatNumber } from '../components/format.ts';

interface ProductPickerProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (productId: string | undefined) => void;
  readonly clearable?: boolean;
  readonly error?: string | undefined;
  readonly isAutoFocused?: boolean;
}

/** Picks a product by typing some of its name; shows prices and stock. */
export function ProductPicker(props: ProductPickerProps) {
  const { value } = props;
  const { data: picked } = useQuery({ ...productById(value ?? ''), enabled: value !== undefined });
  return (
    <EntityPicker
      {...props}
      placeholder="Type a name"
      picked={picked}
      suggestionsFor={productSuggestions}
      optionOf={({ productId, name, price, stock }) => ({
        id: productId,
        name,
        detail: `${formatMoney(price)} · ${stock === 0 ? 'out of stock' : `${formatNumber(stock)} in stock`}`,
      })}
    />
  );
}
