import { useCallback } from 'react';
import { NumberField } from '../numbers/number-field.tsx';
import { type NumberRules, typedNumber, writtenNumber } from '../numbers/typed-number.ts';
import { type FilterProps, useTyped } from './use-typed.ts';

/**
 * A filter for a number, applied while typing, in the smallest units of the field. Text that is not a number is passed on
 * unchanged, so that the field and the list show an error.
 */
export function NumberFilter({ rules, ...props }: FilterProps & { readonly rules: NumberRules }) {
  const { decimals } = rules;
  const filterOf = (text: string): string => {
    const typed = typedNumber(text, rules);
    return typed.kind === 'number' ? String(typed.units) : text.trim();
  };
  const textOf = useCallback(
    (value: string): string => (/^-?\d{1,15}$/.test(value) ? writtenNumber(Number(value), decimals) : value),
    [decimals],
  );
  const { typed, type } = useTyped(props.value, props.onChange, filterOf, textOf);
  return (
    <NumberField {...rules} isEager label={props.label} value={typed} onChange={type} error={props.error} />
  );
}
