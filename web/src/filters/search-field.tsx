import { CloseButton, TextInput } from '@mantine/core';
import { SearchIcon } from '../components/icons.tsx';
import { type FilterProps, useTyped } from './use-typed.ts';

/** The search field of a page. */
export function SearchField({
  label,
  value,
  onChange,
  error,
  placeholder,
}: FilterProps & { readonly placeholder: string }) {
  const { typed, type, commit } = useTyped(value, onChange);
  return (
    <TextInput
      className="wide"
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      maxLength={100}
      autoComplete="off"
      error={error}
      leftSection={<SearchIcon size={16} />}
      rightSection={
        typed !== '' && (
          <CloseButton
            size="sm"
            aria-label={`Clear ${label.toLowerCase()}`}
            onClick={() => {
              type('', 'later');
              commit('');
            }}
          />
        )
      }
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit(typed);
      }}
    />
  );
}
