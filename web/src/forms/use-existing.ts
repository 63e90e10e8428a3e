import { useDebouncedValue } from '@mantine/hooks';
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import type { Page } from '../api/types.ts';

const TYPING_MS = 250;

/**
 * The first entity that has what is typed, once typing pauses; undefined if there is none, or it is not known yet.
 * @param existing finds those that have a text. @param isSelf whether it is the one that is being edited.
 */
export function useExisting<Item>(
  text: string,
  // biome-ignore lint/suspicious/noExplicitAny: the cache key does not matter here
  existing: (text: string) => UseQueryOptions<Page<Item>, Error, Page<Item>, any>,
  isSelf: (item: Item) => boolean,
): Item | undefined {
  const typed = text.trim();
  const [settled] = useDebouncedValue(typed, TYPING_MS);
  const { data } = useQuery(existing(settled));
  return settled === typed ? data?.items.find((item) => !isSelf(item)) : undefined;
}
