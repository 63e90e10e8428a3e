import { isPosition } from './search-row.ts';

/** Who reads a list from page to page: since when, ISO 8601 UTC, and after which position. */
export interface Reader {
  readonly began: string;
  readonly after?: string;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/;
const TIME_LENGTH = '2026-11-25T12:00:00.000Z'.length;

/** A reader, as cursors say it. */
export const placeOf = ({ began, after = '' }: Reader): string => `${began}${after}`;

/** The reader that a cursor says. */
export const readerAt = (place: string): Reader => ({
  began: place.slice(0, TIME_LENGTH),
  after: place.slice(TIME_LENGTH),
});

/** Whether a text has the form of a {@link placeOf}. */
export const isReaderPlace = (text: string): boolean =>
  TIME.test(text) &&
  !Number.isNaN(Date.parse(text.slice(0, TIME_LENGTH))) &&
  isPosition(text.slice(TIME_LENGTH));
