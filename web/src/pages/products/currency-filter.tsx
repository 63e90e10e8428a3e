import { NativeSelect } from '@mantine/core';
import type { FilterProps } from '../../filters/use-typed.ts';

const currencies = Intl.supportedValuesOf('currency');

interface CurrencyFilterProps extends FilterProps {
  /** Those of the products in sight, which stand first. */
  readonly inSight: readonly string[];
}

/** The currency of the products, and of the prices beside it. */
export function CurrencyFilter({ label, value, onChange, error, inSight }: CurrencyFilterProps) {
  const first = [...new Set([...inSight, ...(value === undefined ? [] : [value])])].toSorted();
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
