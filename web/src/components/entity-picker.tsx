import { Group, Loader, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../api/types.ts';

const TYPING_MS = 120;

/** How an entity is shown among others: its name, and what tells it from its namesakes. */
export interface PickerOption {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

interface EntityPickerProps<Item> {
  readonly label: string;
  readonly placeholder: string;
  /** The id that is picked. */
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
  /** The first entities whose names match. */
  // biome-ignore lint/suspicious/noExplicitAny: the cache's key is the query's own affair
  readonly suggestionsFor: (name: string) => UseQueryOptions<Page<Item>, Error, Page<Item>, any>;
  /** The one that is picked, when it is not among the suggestions. */
  readonly picked: Item | null | undefined;
  readonly optionOf: (item: Item) => PickerOption;
  readonly clearable?: boolean;
  readonly error?: string | undefined;
  readonly isAutoFocused?: boolean;
  readonly isSearch?: boolean;
}

/** Picks an entity by typing some of its name. */
export function EntityPicker<Item>(props: EntityPickerProps<Item>) {
  const { label, placeholder, value, onChange, suggestionsFor, picked, optionOf } = props;
  const [typed, setTyped] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [settled] = useDebouncedValue(typed, TYPING_MS);
  const pickedOption = picked ? optionOf(picked) : undefined;
  const isTyping = settled !== '' && settled !== pickedOption?.name;
  const query = useQuery({
    ...suggestionsFor(isTyping && /[\p{L}\p{N}]/u.test(settled) ? settled : ''),
    enabled: isOpen,
  });
  const found = (query.data?.items ?? []).map(optionOf);
  const options =
    pickedOption === undefined || found.some(({ id }) => id === pickedOption.id)
      ? found
      : [pickedOption, ...found];
  const details = new Map(options.map(({ id, detail }) => [id, detail]));
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      searchable
      openOnFocus={false}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setIsOpen(true)}
      onChange={(id) => onChange(id ?? undefined)}
      // The API has searched, with its own rules.
      filter={({ options: all }) => all}
      nothingFoundMessage={query.isFetching ? 'Looking …' : 'Nothing found'}
      rightSection={isOpen && query.isFetching ? <Loader size={14} /> : undefined}
      renderOption={({ option }) => (
        <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {option.label}
          </Text>
          <Text size="xs" c="dimmed" ta="right" flex="none" maw="50%">
            {details.get(option.value)}
          </Text>
        </Group>
      )}
      maxDropdownHeight={280}
      clearable={props.clearable ?? false}
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      {...(props.isAutoFocused ? { 'data-autofocus': true } : {})}
      {...(props.isSearch ? { 'data-search': true } : {})}
      {...(props.error === undefined ? {} : { error: props.error })}
    />
  );
}
