import fc from 'fast-check';
import type { ApiAnswer } from './api-event.ts';

/** The seed of random test data, so that every run has the same. */
const SEED = 20260314;

/** `count` random values, the same in every run. */
export const sampleOf = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: SEED });

/** Words as written, and as typed in a search without diacritics and capitals. */
export interface Written {
  readonly written: string;
  readonly plain: string;
}

export const written = (text: string, plain = text.toLowerCase()): Written => ({ written: text, plain });

/** Whether each word of a query is a prefix of a word of the text, without folding. */
export const plainlyFound = (query: string, text: string): boolean =>
  query.split(' ').every((start) => text.split(' ').some((word) => word.startsWith(start)));

/** The items of all pages of a list, and the number on each page. */
export async function allPagesOf<Item>(
  page: (cursor: string | undefined) => Promise<ApiAnswer>,
): Promise<{ items: Item[]; sizes: number[] }> {
  const items: Item[] = [];
  const sizes: number[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const { status, body } = await page(cursor);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    items.push(...body.items);
    sizes.push(body.items.length);
    cursor = body.nextCursor;
  }
  return { items, sizes };
}

/** Every subset of these filters. */
export function everyChoiceOf<Filters extends object>(filters: Filters): Partial<Filters>[] {
  const names = Object.keys(filters) as (keyof Filters)[];
  return Array.from({ length: 2 ** names.length }, (_, choice) =>
    Object.fromEntries(names.filter((_, bit) => choice & (1 << bit)).map((name) => [name, filters[name]])),
  ) as Partial<Filters>[];
}
