import { MAX_AMOUNT } from '../../../shared/values/money.ts';
import { toMajorUnits, toMinorUnits } from '../components/amount.ts';
import { NumberField } from '../components/filter-fields.tsx';
import { fractionDigits } from '../components/format.ts';

interface PriceFieldProps {
  readonly label: string;
  /** What the price is typed in; most have hundredths, so that is what is taken where it is not known. */
  readonly currency: string | undefined;
  /** Minor units. */
  readonly value: string | undefined;
  readonly onChange: (minorUnits: string | undefined) => void;
}

/** A price in a filter, typed in major units. */
export function PriceField({ label, currency, value, onChange }: PriceFieldProps) {
  const code = currency ?? 'EUR';
  return (
    <NumberField
      label={currency === undefined ? label : `${label} (${currency})`}
      decimals={fractionDigits(code)}
      max={MAX_AMOUNT / 10 ** fractionDigits(code)}
      value={value === undefined ? undefined : String(Number(toMajorUnits(Number(value), code)))}
      onChange={(typed) => onChange(typed === undefined ? undefined : String(toMinorUnits(typed, code)))}
    />
  );
}
