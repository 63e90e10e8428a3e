import { readNumber } from '../../../shared/values/read-number.ts';
import { language } from '../components/language.ts';

/** What a field of a number takes. */
export interface NumberRules {
  /** The most digits after the decimal separator: 0 for whole numbers. */
  readonly decimals: number;
  /** What may stand beside the number, such as `€` and `EUR`. Default: nothing. */
  readonly marks?: readonly string[] | undefined;
}

/** Counts of things. */
export const WHOLE: NumberRules = { decimals: 0 };

/**
 * What was typed into a field of a number.
 * - `number`: `units` counts the smallest units that the field takes: cents where it has two decimals.
 * - `refused`: `message` completes "This …". `meant` are the numbers that it may mean, written so that there is no doubt.
 */
export type TypedNumber =
  | { readonly kind: 'number'; readonly units: number }
  | { readonly kind: 'refused'; readonly message: string; readonly meant: readonly string[] }
  | { readonly kind: 'nothing' };

const decimalSeparator = new Intl.NumberFormat(language, { numberingSystem: 'latn' })
  .formatToParts(1.5)
  .find(({ type }) => type === 'decimal')?.value;

/** Reads a typed or pasted number; it is never taken for another one. */
export function typedNumber(text: string, { decimals, marks = [] }: NumberRules): TypedNumber {
  const read = readNumber(text, { marks, ...ownDecimal(text, decimals) });
  if (read.kind === 'nothing') return { kind: 'nothing' };
  if (read.kind === 'unreadable') return refused('must be a number');
  if (read.kind === 'ambiguous') {
    const possible = read.readings.filter((value) => decimalsOf(value) <= decimals);
    return refused(`can mean ${read.readings.map(inOneReading).join(' or ')}`, possible.map(inOneReading));
  }
  if (decimalsOf(read.value) > decimals) {
    return refused(
      decimals === 0 ? 'must be a whole number' : `must have at most ${decimals} decimal places`,
    );
  }
  const [whole = '', fraction = ''] = read.value.split('.');
  return { kind: 'number', units: Number(whole + fraction.padEnd(decimals, '0')) };
}

/** The number for the body of a request: `undefined` for an empty field, `NaN` for what is refused. */
export const unitsOf = (text: string, rules: NumberRules): number | undefined => {
  const typed = typedNumber(text, rules);
  if (typed.kind === 'nothing') return undefined;
  return typed.kind === 'number' ? typed.units : Number.NaN;
};

/** Why a form's field is refused, by its path; nothing where it is not. */
export const refusalAt = (path: string, text: string, rules: NumberRules): Record<string, string> => {
  const typed = typedNumber(text, rules);
  return typed.kind === 'refused' ? { [path]: `This ${typed.message}.` } : {};
};

/** `units` as they are typed into the field, in the reader's language; what {@link typedNumber} reads back. */
export const writtenNumber = (units: number, decimals: number): string =>
  new Intl.NumberFormat(language, {
    useGrouping: false,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(units / 10 ** decimals);

/** Three decimals are usual where the field has that many: the reader's own separator is the decimal one then. */
const ownDecimal = (text: string, decimals: number): { decimal?: '.' | ',' } =>
  decimals >= 3 && (decimalSeparator === '.' || decimalSeparator === ',') && text.includes(decimalSeparator)
    ? { decimal: decimalSeparator }
    : {};

const refused = (message: string, meant: readonly string[] = []): TypedNumber => ({
  kind: 'refused',
  message,
  meant,
});

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

/** A plain decimal in the reader's language. */
const inOneReading = (value: string): string =>
  writtenNumber(Number(value.replace('.', '')), decimalsOf(value));
