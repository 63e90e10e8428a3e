import { NativeSelect } from '@mantine/core';
import type { FilterProps } from '../../filters/use-typed.ts';

const currencies = Intl.supportedValuesOf('currency');

interface CurrencyFilterProps extends FilterProps {
  /** The currencies of the visible products, which are listed first. */
  readonly visible: readonly string[];
}

/** A filter for the currency of the products, and of the prices next to it. */
export function CurrencyFilter({ label, value, onChange, error, visible }: CurrencyFilterProps) {
  const first = [...new Set([...visible, ...(value === undefined ? [] : [value])])].toSorted();
  const others = currencies.filter((currency) => !first.includes(currency));
  return (
    <NativeSelect
      size="sm"
      label={label}
      error={error}
      value={value ?? ''}
      data={[{ value: '', label: 'Any' }, ...first, ...others]}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  );
}
