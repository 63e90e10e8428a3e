import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { SearchIcon } from '../components/icons.tsx';
import { type FilterProps, useTyped } from './use-typed.ts';

/** The search field of a page; `/` moves the focus to it. */
export function SearchField({
  label,
  value,
  onChange,
  error,
  placeholder,
}: FilterProps & { readonly placeholder: string }) {
  const { typed, type, commit } = useTyped(value, onChange);
  const isSearching = useLocation({ select: ({ state }) => state.isSearching === true });
  return (
    <TextInput
      className="wide"
      data-search
      autoFocus={isSearching}
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      maxLength={100}
      autoComplete="off"
      error={error}
      leftSection={<SearchIcon size={16} />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" visibleFrom="sm" aria-hidden>
            /
          </Kbd>
        ) : (
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
