import { Autocomplete, CloseButton, Kbd, NumberInput, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { SearchIcon } from './icons.tsx';

/** Short enough that results follow each keystroke, long enough that a fast typist asks once a word. */
const TYPING_MS = 80;

interface FilterProps {
  readonly label: string;
  /** As it stands in the URL. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/**
 * What is typed, and told a moment after the last keystroke; follows the URL when that changes by itself.
 * @param plain what of the typed text is told; default: without blanks around it.
 */
function useTyped(
  value: string | undefined,
  onChange: FilterProps['onChange'],
  plain = (text: string): string => text.trim(),
) {
  const [typed, setTyped] = useState(value ?? '');
  const told = useRef(value ?? '');
  useEffect(() => {
    if ((value ?? '') === told.current) return;
    told.current = value ?? '';
    setTyped(value ?? '');
  }, [value]);
  const tell = (text: string): void => {
    told.current = plain(text);
    onChange(told.current || undefined);
  };
  const tellSoon = useDebouncedCallback(tell, TYPING_MS);
  return {
    typed,
    tell,
    type: (text: string, when: 'soon' | 'later' = 'soon') => {
      setTyped(text);
      if (when === 'soon') tellSoon(text);
    },
  };
}

/** The page's search: `/` brings the focus here. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
}: FilterProps & { readonly placeholder: string }) {
  const { typed, type, tell } = useTyped(value, onChange);
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
              tell('');
            }}
          />
        )
      }
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') tell(typed);
      }}
    />
  );
}

/** `1.` is typed on the way to `1.5`, and means 1. */
const plainNumber = (text: string): string => (text === '' ? '' : String(Number(text)));

/** A number in a filter, told as it is typed. */
export function NumberField({
  decimals = 0,
  max,
  ...props
}: FilterProps & { readonly decimals?: number; readonly max: number }) {
  const { typed, type } = useTyped(props.value, props.onChange, plainNumber);
  return (
    <NumberInput
      label={props.label}
      value={typed}
      min={0}
      max={max}
      clampBehavior="strict"
      decimalScale={decimals}
      allowNegative={false}
      hideControls
      onChange={(value) => type(String(value))}
    />
  );
}

/** A text that is matched whole: told once it is chosen, or finished with Enter or by leaving the field. */
export function WholeTextField({
  suggestions,
  ...props
}: FilterProps & { readonly suggestions: readonly string[] }) {
  const { typed, type, tell } = useTyped(props.value, props.onChange);
  return (
    <Autocomplete
      size="sm"
      label={props.label}
      placeholder="Any"
      data={[...suggestions]}
      limit={8}
      value={typed}
      maxLength={56}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${props.label.toLowerCase()}` }}
      onChange={(text) => type(text, 'later')}
      onOptionSubmit={tell}
      onClear={() => tell('')}
      onBlur={() => tell(typed)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') tell(typed);
      }}
    />
  );
}
