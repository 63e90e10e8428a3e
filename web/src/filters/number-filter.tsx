import { useCallback } from 'react';
import { NumberField } from '../numbers/number-field.tsx';
import { type NumberRules, typedNumber, writtenNumber } from '../numbers/typed-number.ts';
import { type FilterProps, useTyped } from './use-typed.ts';

/**
 * A number in a filter, told as it is typed, in the smallest units that the field takes. What is no number is told as it
 * is: it is refused beside the field, and by the list, rather than dropped.
 */
export function NumberFilter({ rules, ...props }: FilterProps & { readonly rules: NumberRules }) {
  const { decimals } = rules;
  const toldOf = (text: string): string => {
    const typed = typedNumber(text, rules);
    return typed.kind === 'number' ? String(typed.units) : text.trim();
  };
  const shownOf = useCallback(
    (told: string): string => (/^-?\d{1,15}$/.test(told) ? writtenNumber(Number(told), decimals) : told),
    [decimals],
  );
  const { typed, type } = useTyped(props.value, props.onChange, toldOf, shownOf);
  return (
    <NumberField {...rules} isEager label={props.label} value={typed} onChange={type} error={props.error} />
  );
}
