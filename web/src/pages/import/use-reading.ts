import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReadOptions } from '../../../../sales-files/conventions.ts';
import type { NewStock } from '../../../../sales-import/plan-entities.ts';
import { readFile } from './read-file.ts';

/** Of the cache: files are read again only if they are to be read differently. */
export const READING = 'sales file';

/** A file, the nth that was chosen, read in the way that somebody chose. While it is read again, the earlier reading remains. */
export const useReading = (file: File, nth: number, options: ReadOptions, stock: NewStock) =>
  useQuery({
    queryKey: [READING, nth, options, stock ?? 'raise'],
    queryFn: ({ signal }) => readFile({ name: file.name, content: file, options, stock }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // It may be large, and comparing it with the earlier one would take longer than reading it.
    gcTime: 0,
    structuralSharing: false,
    retry: false,
    placeholderData: keepPreviousData,
  });
