import { CloseButton, Combobox, Loader, TextInput, useCombobox, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FetchQueryOptions, keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Page } from '../api/types.ts';
import { counted } from '../components/format.ts';
import { onlyMatch, type PickerOption } from './only-match.ts';
import { PickerOptions } from './picker-options.tsx';

const TYPING_MS = 120;

/** The props of every picker. */
export interface PickerProps {
  readonly label: string;
  /** The id of the picked entity. */
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
  readonly clearable?: boolean;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly isAutoFocused?: boolean;
}

interface EntityPickerProps<Item> extends PickerProps {
  /** What an entity is, in the singular. */
  readonly noun: string;
  readonly placeholder: string;
  /** The first entities that match a text; all entities match an empty one. */
  // biome-ignore lint/suspicious/noExplicitAny: the cache key does not matter here
  readonly suggestionsFor: (text: string) => FetchQueryOptions<Page<Item>, Error, Page<Item>, any>;
  /** The picked entity. */
  readonly picked: Item | null | undefined;
  readonly optionOf: (item: Item) => PickerOption;
}

/**
 * Picks an entity by typing. Enter picks the highlighted match, or the only one, once the answer for the typed text has
 * arrived. Until then, older suggestions are shown, but cannot be picked with the keyboard.
 */
export function EntityPicker<Item>(props: EntityPickerProps<Item>) {
  const { label, noun, value, onChange, suggestionsFor, picked, optionOf, clearable = false } = props;
  const cache = useQueryClient();
  const store = useCombobox();
  // `undefined` while the field shows the name of the picked entity.
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<PickerOption>();
  const turn = useRef(0);
  const shown = picked ? optionOf(picked) : chosen?.id === value ? chosen : undefined;
  const [settled] = useDebouncedValue(typed ?? '', TYPING_MS);
  const query = useQuery({
    ...suggestionsFor(searched(settled)),
    placeholderData: keepPreviousData,
    enabled: store.dropdownOpened,
  });
  const isCurrent = settled === (typed ?? '') && query.data !== undefined && !query.isPlaceholderData;
  const found = (query.data?.items ?? []).map(optionOf);
  const ids = found.map(({ id }) => id).join();
  // A highlight is an index in the list, and would be on another entity when the list changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: must run when the list changes
  useEffect(() => store.resetSelectedOption(), [ids]);

  const pick = (option: PickerOption | undefined): void => {
    turn.current += 1;
    setTyped(undefined);
    setChosen(option);
    store.closeDropdown();
    if (option?.id !== value) onChange(option?.id);
  };
  const pickOnly = async (text: string): Promise<void> => {
    turn.current += 1;
    const own = turn.current;
    const { items, nextCursor } = await cache.fetchQuery(suggestionsFor(text));
    const only = onlyMatch(text, items.map(optionOf), nextCursor !== undefined);
    if (own === turn.current && only !== undefined) pick(only);
  };
  const enter = (event: KeyboardEvent): void => {
    const isHighlighted = isCurrent && store.dropdownOpened && store.getSelectedOptionIndex() !== -1;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || isHighlighted || typed === undefined)
      return;
    // Enter on an unfinished name must not submit the form.
    event.preventDefault();
    if (typed.trim() === '') clear();
    // Errors are shown in the list.
    else if (searched(typed) !== '') void pickOnly(searched(typed)).catch(() => {});
  };
  const clear = (): void => {
    if (clearable) pick(undefined);
  };
  return (
    <Combobox store={store} onOptionSubmit={(id) => pick(found.find((option) => option.id === id))}>
      <Combobox.Target withExpandedAttribute withKeyboardNavigation={isCurrent || !store.dropdownOpened}>
        <TextInput
          label={label}
          placeholder={props.placeholder}
          value={typed ?? shown?.name ?? ''}
          maxLength={100}
          required={props.isRequired ?? false}
          error={props.error}
          onChange={({ currentTarget }) => {
            turn.current += 1;
            setTyped(currentTarget.value);
            store.resetSelectedOption();
            store.openDropdown();
          }}
          onClick={() => store.openDropdown()}
          onKeyDown={enter}
          onBlur={() => {
            if (typed?.trim() === '') clear();
            setTyped(undefined);
            store.closeDropdown();
          }}
          rightSection={
            store.dropdownOpened && query.isFetching ? (
              <Loader size={14} aria-hidden />
            ) : clearable && value !== undefined ? (
              <CloseButton
                size="sm"
                aria-label={`Clear ${label.toLowerCase()}`}
                onMouseDown={(event) => event.preventDefault()}
                onClick={clear}
              />
            ) : (
              <Combobox.Chevron />
            )
          }
          rightSectionPointerEvents={clearable && value !== undefined ? 'all' : 'none'}
          {...(props.isAutoFocused ? { 'data-autofocus': true } : {})}
        />
      </Combobox.Target>
      <VisuallyHidden role="status">
        {store.dropdownOpened &&
          isCurrent &&
          announcementOf(found.length, noun, query.data?.nextCursor !== undefined)}
      </VisuallyHidden>
      <PickerOptions
        label={label}
        options={found}
        picked={value}
        nothing={isCurrent ? 'No matches' : 'Searching…'}
      />
    </Combobox>
  );
}

const announcementOf = (count: number, noun: string, hasMore: boolean): string =>
  count === 0 ? 'No matches' : `${counted(count, noun)} found${hasMore ? ', and there are more' : ''}`;

/** The text to search for; empty if there is no letter or digit. */
const searched = (text: string): string => (/[\p{L}\p{N}]/u.test(text) ? text.trim() : '');
