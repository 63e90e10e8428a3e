import { readNumber } from '../../../shared/values/read-number.ts';
import { language } from '../components/language.ts';

/** The numbers that a field accepts. */
export interface NumberRules {
  /** The maximum number of digits after the decimal separator; 0 for whole numbers. */
  readonly decimals: number;
  /** Texts that may precede or follow the number, such as `€` and `EUR`. Default: none. */
  readonly marks?: readonly string[] | undefined;
}

/** Whole numbers, without marks. */
export const WHOLE: NumberRules = { decimals: 0 };

/**
 * The content of a number field.
 * - `number`: `units` is in the smallest units of the field: cents if it has two decimals.
 * - `refused`: `message` completes "This …". `readings` are the numbers it may mean, in an unambiguous notation.
 */
export type TypedNumber =
  | { readonly kind: 'number'; readonly units: number }
  | { readonly kind: 'refused'; readonly message: string; readonly readings: readonly string[] }
  | { readonly kind: 'nothing' };

const decimalSeparator = new Intl.NumberFormat(language, { numberingSystem: 'latn' })
  .formatToParts(1.5)
  .find(({ type }) => type === 'decimal')?.value;

/** Reads a typed or pasted number, and never guesses. */
export function typedNumber(text: string, { decimals, marks = [] }: NumberRules): TypedNumber {
  const read = readNumber(text, { marks, ...ownDecimal(text, decimals) });
  if (read.kind === 'nothing') return { kind: 'nothing' };
  if (read.kind === 'unreadable') return refused('must be a number');
  if (read.kind === 'ambiguous') {
    const possible = read.readings.filter((value) => decimalsOf(value) <= decimals);
    return refused(`can mean ${read.readings.map(unambiguous).join(' or ')}`, possible.map(unambiguous));
  }
  if (decimalsOf(read.value) > decimals) {
    return refused(
      decimals === 0 ? 'must be a whole number' : `must have at most ${decimals} decimal places`,
    );
  }
  const [whole = '', fraction = ''] = read.value.split('.');
  return { kind: 'number', units: Number(whole + fraction.padEnd(decimals, '0')) };
}

/** The number for the body of a request: `undefined` if the field is empty, `NaN` if it is refused. */
export const unitsOf = (text: string, rules: NumberRules): number | undefined => {
  const typed = typedNumber(text, rules);
  if (typed.kind === 'nothing') return undefined;
  return typed.kind === 'number' ? typed.units : Number.NaN;
};

/** The error of a form's field by path; an empty object if there is none. */
export const refusalAt = (path: string, text: string, rules: NumberRules): Record<string, string> => {
  const typed = typedNumber(text, rules);
  return typed.kind === 'refused' ? { [path]: `This ${typed.message}.` } : {};
};

/** The text of a field for a number, in the user's language; {@link typedNumber} reads it back. */
export const writtenNumber = (units: number, decimals: number): string =>
  new Intl.NumberFormat(language, {
    useGrouping: false,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(units / 10 ** decimals);

/** With three or more decimals, a single separator is not ambiguous if it is the decimal separator of the user's language. */
const ownDecimal = (text: string, decimals: number): { decimal?: '.' | ',' } =>
  decimals >= 3 && (decimalSeparator === '.' || decimalSeparator === ',') && text.includes(decimalSeparator)
    ? { decimal: decimalSeparator }
    : {};

const refused = (message: string, readings: readonly string[] = []): TypedNumber => ({
  kind: 'refused',
  message,
  readings,
});

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

/** A plain decimal in the user's language. */
const unambiguous = (value: string): string =>
  writtenNumber(Number(value.replace('.', '')), decimalsOf(value));
