import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatDateTime } from '../components/format.ts';
import { dayOf } from './days.ts';
import type { FilterProps } from './use-typed.ts';

/**
 * A day in a filter, told once it is complete: while its year is typed, a date field says `0002`, `0020`, `0202`.
 * Clearing it takes the filter away.
 * @param props.timeOf the time that is told for a day, `YYYY-MM-DD`.
 */
export function DayFilter(props: FilterProps & { readonly timeOf: (day: string) => string | undefined }) {
  const { label, value, onChange, error, timeOf } = props;
  const [typed, setTyped] = useState(dayOf(value));
  const [incomplete, setIncomplete] = useState<string>();
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(dayOf(value));
    setIncomplete(undefined);
  }, [value]);
  const tell = ({ value: day, validity }: HTMLInputElement): void => {
    setTyped(day);
    setIncomplete(undefined);
    const isWhole = day === '' ? !validity.badInput : /^[1-9]\d{3}-/.test(day);
    const time = day === '' ? undefined : timeOf(day);
    if (!isWhole || time === told.current) return;
    told.current = time;
    onChange(time);
  };
  const at =
    value !== undefined && typed !== '' && timeOf(typed) !== value ? formatDateTime(value) : undefined;
  return (
    <TextInput
      type="date"
      max="9999-12-31"
      label={label}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={typed}
      // A link may name a time within the day, such as midnight in another zone.
      description={at}
      error={incomplete ?? error}
      onChange={({ currentTarget }) => tell(currentTarget)}
      onBlur={({ currentTarget }) => {
        tell(currentTarget);
        const { value: day, validity } = currentTarget;
        const isWhole = day === '' ? !validity.badInput : /^[1-9]\d{3}-/.test(day);
        if (!isWhole) setIncomplete('This must be a complete date with a four-digit year.');
      }}
    />
  );
}
