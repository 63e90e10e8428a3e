import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** Short enough that results follow each keystroke, long enough that a fast typist asks once a word. */
const TYPING_MS = 80;

/** A field of a list's filters. */
export interface FilterProps {
  readonly label: string;
  /** As it stands in the URL. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** Why the list cannot be filtered by this. */
  readonly error?: string | undefined;
}

/**
 * What is typed, and told a moment after the last keystroke; follows the URL when that changes by itself.
 * @param told what of the typed text is told; default: without blanks around it.
 * @param shown how a told value is typed; default: as it is.
 */
export function useTyped(
  value: string | undefined,
  onChange: FilterProps['onChange'],
  toldOf = (text: string): string => text.trim(),
  shownOf = (told: string): string => told,
) {
  const [typed, setTyped] = useState(shownOf(value ?? ''));
  const told = useRef(value ?? '');
  useEffect(() => {
    if ((value ?? '') === told.current) return;
    told.current = value ?? '';
    setTyped(shownOf(value ?? ''));
  }, [value, shownOf]);
  const tell = (text: string): void => {
    told.current = toldOf(text);
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
