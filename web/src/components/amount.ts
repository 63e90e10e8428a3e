import { fractionDigits } from './format.ts';

/** Minor units (cents) of what was typed in major ones; NaN when that is no number. */
export const toMinorUnits = (major: string | number, currency: string): number =>
  major === '' ? Number.NaN : Math.round(Number(major) * 10 ** fractionDigits(currency));

/** What a field for major units shows for minor ones. */
export const toMajorUnits = (minor: number, currency: string): string =>
  (minor / 10 ** fractionDigits(currency)).toFixed(fractionDigits(currency));
