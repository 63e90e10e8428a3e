import { isDeepStrictEqual } from 'node:util';
import type { Row, Rows } from '../derived/rows.ts';

/** What is compared at once: the values that identify it. */
export type Subject = Readonly<Record<string, string>>;

/** Two tables disagree. */
export interface Difference {
  /** What is wrong, in one line without personal data. */
  readonly text: string;
  /** The row that is to be published again; missing if that would not help. */
  readonly republish?: string;
}

/** A comparison of tables. */
export interface Check {
  readonly name: string;
  /** What `npm run rebuild` calls that which this compares; missing if it cannot be rebuilt. */
  readonly rebuiltAs?: string;
  /** Everything that is to be compared, page by page; some of it may come more than once. */
  subjects(rows: Rows): AsyncIterable<readonly Subject[]>;
  /** What is wrong with each of these, in their order. */
  compare(rows: Rows, subjects: readonly Subject[]): Promise<readonly (Difference | undefined)[]>;
}

/** Subjects made of the rows of tables, page by page. */
export async function* subjectsOf(
  rows: Rows,
  tables: Readonly<Record<string, (row: Row) => Subject | readonly Subject[] | undefined>>,
): AsyncGenerator<Subject[]> {
  for (const [table, subjectOf] of Object.entries(tables)) {
    for await (const page of rows.pages(table as Parameters<Rows['pages']>[0])) {
      yield page.flatMap((row): Subject | readonly Subject[] => subjectOf(row) ?? []);
    }
  }
}

/** A text attribute of a row. */
export const textIn = (row: Row, name: string): string => String(row[name]);

/** Which of these fields differ, in words. */
export const differing = (one: Row, other: Row, names: readonly string[]): string | undefined =>
  names.filter((name) => !isDeepStrictEqual(one[name], other[name])).join(', ') || undefined;
