import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** Short enough for results to follow each keystroke, long enough for a fast typist to send one request per word. */
const TYPING_MS = 80;

/** A field of a list's filters. */
export interface FilterProps {
  readonly label: string;
  /** The value in the URL. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** Why the filter is invalid. */
  readonly error?: string | undefined;
}

/**
 * The text of a filter's field. It is committed a moment after the last keystroke, and follows changes of the URL.
 * @param filterOf the filter for a text; default: the trimmed text.
 * @param textOf the text for a filter; default: unchanged.
 */
export function useTyped(
  value: string | undefined,
  onChange: FilterProps['onChange'],
  filterOf = (text: string): string => text.trim(),
  textOf = (committed: string): string => committed,
) {
  const [typed, setTyped] = useState(textOf(value ?? ''));
  const committed = useRef(value ?? '');
  useEffect(() => {
    if ((value ?? '') === committed.current) return;
    committed.current = value ?? '';
    setTyped(textOf(value ?? ''));
  }, [value, textOf]);
  const commit = (text: string): void => {
    committed.current = filterOf(text);
    onChange(committed.current || undefined);
  };
  const commitSoon = useDebouncedCallback(commit, TYPING_MS);
  return {
    typed,
    commit,
    type: (text: string, when: 'soon' | 'later' = 'soon') => {
      setTyped(text);
      if (when === 'soon') commitSoon(text);
    },
  };
}
