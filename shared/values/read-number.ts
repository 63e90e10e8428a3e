/**
 * A number as a person wrote it, read.
 * - `number`: there is one reading. `value` is a plain decimal: `-1234.5`.
 * - `ambiguous`: three digits follow a single separator, so `1,299` is 1299 or 1.299. `readings` has the thousands first.
 * - `nothing`: there is no text, or blanks alone.
 * - `unreadable`: anything else.
 */
export type ReadNumber =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'ambiguous'; readonly readings: readonly [string, string] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' };

export interface NumberConventions {
  /** The decimal separator, where it is known: `1,299` has one reading then. Without it both readings are given. */
  readonly decimal?: '.' | ',';
  /** What may stand before or after the number, such as `€` or `EUR`. Default: nothing. */
  readonly marks?: readonly string[];
}

/** Reads a number in any digits, with the separators of any locale; never guesses between two readings. */
export function readNumber(text: string, { decimal, marks = [] }: NumberConventions = {}): ReadNumber {
  const plain = inPlainCharacters(text);
  if (plain === '') return { kind: 'nothing' };
  const { digits, isNegative } = withoutSign(plain, marks.map(inPlainCharacters));
  const candidates = ['٫', decimal ?? ''].filter((known) => known !== '' && digits.includes(known));
  const decimals = candidates.length > 0 ? candidates : decimal === undefined ? ['', '.', ','] : [''];
  const readings = decimals
    .map((separator) => readWith(digits, separator))
    .filter((reading) => reading !== undefined)
    .map((reading) => (isNegative && reading !== '0' ? `-${reading}` : reading));
  const [first, second] = [...new Set(readings)];
  if (first === undefined) return { kind: 'unreadable' };
  return second === undefined
    ? { kind: 'number', value: first }
    : { kind: 'ambiguous', readings: [first, second] };
}

const invisible = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** Digits of any script become ASCII ones, variants of signs and separators the usual ones. */
const inPlainCharacters = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) as number)))
    .replace(/[\u2212\u2010-\u2013\ufe63\uff0d]/gu, '-')
    .replace(/[\ufe62\uff0b]/gu, '+')
    .replace(/[\ufe50\uff0c]/gu, ',')
    .replace(/[\ufe52\uff0e]/gu, '.')
    .replace(/[\u2019\u02bc\u00b4\uff07]/gu, "'")
    .replace(/\uff08/gu, '(')
    .replace(/\uff09/gu, ')')
    .replace(/\p{Zs}/gu, ' ')
    .trim();

/** Scripts have their ten digits in a row, from zero to nine, and some rows adjoin. */
function digitValue(codePoint: number): number {
  let zero = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}

/** The digits and separators alone. A number is negative by `-` before or after it, or in parentheses. */
function withoutSign(plain: string, marks: readonly string[]): { digits: string; isNegative: boolean } {
  const bracketed = /^\((.*)\)$/u.exec(plain)?.[1];
  let rest = withoutMark(bracketed ?? plain, marks);
  let isNegative = bracketed !== undefined;
  const signed = /^([+-]) ?(.*)$/u.exec(rest) ?? /^(.*?) ?(-)$/u.exec(rest);
  if (signed !== null && !isNegative) {
    isNegative = signed.includes('-', 1);
    rest = withoutMark(rest.replace(/^[+-] ?| ?-$/u, ''), marks);
  }
  return { digits: rest, isNegative };
}

/** One mark, before or behind, in whatever case. */
function withoutMark(text: string, marks: readonly string[]): string {
  const lower = text.toLowerCase();
  for (const mark of marks.map((each) => each.toLowerCase()).toSorted((a, b) => b.length - a.length)) {
    if (mark === '') continue;
    if (lower.startsWith(mark)) return text.slice(mark.length).trim();
    if (lower.endsWith(mark)) return text.slice(0, -mark.length).trim();
  }
  return text;
}

/** The value, if `decimal` separates the decimals (none, when it is empty). */
function readWith(digits: string, decimal: string): string | undefined {
  const parts = decimal === '' ? [digits] : digits.split(decimal);
  if (parts.length > 2 || (decimal !== '' && parts.length === 1)) return undefined;
  const [whole = '', decimals = ''] = parts;
  if (!/^\d*$/.test(decimals) || (whole === '' && decimals === '')) return undefined;
  const ungrouped = whole === '' ? '0' : withoutGroups(whole, decimal);
  if (ungrouped === undefined) return undefined;
  const significant = decimals.replace(/0+$/, '');
  return `${ungrouped.replace(/^0+(?=\d)/, '')}${significant === '' ? '' : `.${significant}`}`;
}

const separators = ['.', ',', ' ', "'", '٬'];

/** Groups of three digits, or as in India: the last of three, those before it of two. */
function withoutGroups(whole: string, decimal: string): string | undefined {
  if (/^\d+$/.test(whole)) return whole;
  const used = separators.find((separator) => separator !== decimal && whole.includes(separator));
  if (used === undefined) return undefined;
  const groups = whole.split(used);
  const [first = '', ...others] = groups;
  const isGrouped =
    /^[1-9]\d{0,2}$/.test(first) && others.every((group) => /^\d{3}$/.test(group))
      ? true
      : used === ',' &&
        /^[1-9]\d?$/.test(first) &&
        others.length > 1 &&
        others.every((group, n) => (n === others.length - 1 ? /^\d{3}$/ : /^\d{2}$/).test(group));
  return isGrouped ? groups.join('') : undefined;
}
