import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatDateTime } from '../components/format.ts';
import { dayOf } from './days.ts';
import type { FilterProps } from './use-typed.ts';

/**
 * A filter for a day, applied once its date is complete: while a year is being typed, a date field has the values `0002`,
 * `0020`, `0202`. Clearing the field removes the filter.
 * @param props.timeOf the filter's value for a day, `YYYY-MM-DD`.
 */
export function DayFilter(props: FilterProps & { readonly timeOf: (day: string) => string | undefined }) {
  const { label, value, onChange, error, timeOf } = props;
  const [typed, setTyped] = useState(dayOf(value));
  const [incomplete, setIncomplete] = useState<string>();
  const committed = useRef(value);
  useEffect(() => {
    if (value === committed.current) return;
    committed.current = value;
    setTyped(dayOf(value));
    setIncomplete(undefined);
  }, [value]);
  const commit = ({ value: day, validity }: HTMLInputElement): void => {
    setTyped(day);
    setIncomplete(undefined);
    const isComplete = day === '' ? !validity.badInput : /^[1-9]\d{3}-/.test(day);
    const time = day === '' ? undefined : timeOf(day);
    if (!isComplete || time === committed.current) return;
    committed.current = time;
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
      // A link may have a time within the day, such as midnight in another time zone.
      description={at}
      error={incomplete ?? error}
      onChange={({ currentTarget }) => commit(currentTarget)}
      onBlur={({ currentTarget }) => {
        commit(currentTarget);
        const { value: day, validity } = currentTarget;
        const isComplete = day === '' ? !validity.badInput : /^[1-9]\d{3}-/.test(day);
        if (!isComplete) setIncomplete('This must be a complete date with a four-digit year.');
      }}
    />
  );
}
