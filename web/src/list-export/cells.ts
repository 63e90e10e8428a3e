import type { Money } from '../../../shared/values/money.ts';
import { fractionDigits } from '../components/format.ts';
import { language } from '../components/language.ts';

/** What is in a cell; undefined leaves it empty. A code, such as a SKU, is text even if it looks like a number or a day. */
export type Cell = string | number | { readonly code: string } | undefined;

/** The characters that spreadsheets expect, which are those of the reader's language. */
export interface Notation {
  readonly delimiter: ',' | ';';
  readonly decimal: '.' | ',';
}

/** Where numbers have a decimal comma, Excel separates cells by semicolons. */
export function notationOf(readersLanguage: string): Notation {
  const parts = new Intl.NumberFormat(readersLanguage).formatToParts(1.5);
  const decimal = parts.find(({ type }) => type === 'decimal')?.value;
  return decimal === ',' ? { delimiter: ';', decimal } : { delimiter: ',', decimal: '.' };
}

/** That of this reader. */
export const notation = notationOf(language);

/** An amount in major units, such as 12.50. */
export const amountCell = ({ amount, currency }: Money, { decimal } = notation): string => {
  const digits = fractionDigits(currency);
  return (amount / 10 ** digits).toFixed(digits).replace('.', decimal);
};

/** A time in the reader's time zone, as spreadsheets everywhere understand it: `2026-03-14 15:09:26`. */
export function timeCell(time: string): string {
  const at = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
