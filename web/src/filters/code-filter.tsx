import { TextInput } from '@mantine/core';
import { type FilterProps, useTyped } from './use-typed.ts';

/** A code that is matched whole, such as an SKU: told once it is finished with Enter, or by leaving the field. */
export function CodeFilter({ label, value, onChange, error }: FilterProps) {
  const { typed, type, tell } = useTyped(value, onChange);
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
        if (currentTarget.value === '') tell('');
      }}
      onBlur={() => tell(typed)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') tell(typed);
      }}
    />
  );
}
