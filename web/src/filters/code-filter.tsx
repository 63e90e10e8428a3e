import { TextInput } from '@mantine/core';
import { type FilterProps, useTyped } from './use-typed.ts';

/** A filter for a whole code, such as an SKU; applied with Enter, or when the field is left. */
export function CodeFilter({ label, value, onChange, error }: FilterProps) {
  const { typed, type, commit } = useTyped(value, onChange);
  return (
    <TextInput
      label={label}
      placeholder="Any"
      value={typed}
      maxLength={100}
      autoComplete="off"
      error={error}
      onChange={({ currentTarget }) => {
        type(currentTarget.value, 'later');
        if (currentTarget.value === '') commit('');
      }}
      onBlur={() => commit(typed)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit(typed);
      }}
    />
  );
}
