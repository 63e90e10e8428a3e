import { unquoted } from './read-numbers.ts';

/** An id as a file has it, without what spreadsheets did to it: `13085.0` is `13085`, and `="00123"` is `00123`. */
export const tidyId = (cell: string): string => unquoted(tidy(cell)).replace(/^(\d+)\.0+$/, '$1');

/** Text without invisible characters, and with single spaces. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** What two spellings of an id, or of an e-mail address, have in common. */
export const sameId = (id: string): string => id.normalize('NFKC').toLowerCase();

/** Whether a text is likely to be an e-mail address. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
