/** An exact decimal: `value / 10 ** scale`. */
export interface Exact {
  readonly value: bigint;
  readonly scale: number;
}

/** @param text a plain decimal, as `readNumber` gives it: `-1234.5`. */
export function exact(text: string): Exact {
  const [whole = '0', decimals = ''] = text.split('.');
  return { value: BigInt(whole + decimals), scale: decimals.length };
}

/** The product of two decimals. */
export const product = (a: Exact, b: Exact): Exact => ({
  value: a.value * b.value,
  scale: a.scale + b.scale,
});

/** 1 − a decimal. */
export const withoutPart = ({ value, scale }: Exact): Exact => ({
  value: 10n ** BigInt(scale) - value,
  scale,
});

/** A decimal divided by a whole number, in units of `10 ** -decimals`, rounded half away from zero. */
export function rounded({ value, scale }: Exact, decimals: number, divisor = 1n): bigint {
  const numerator = value * 10n ** BigInt(decimals);
  const denominator = 10n ** BigInt(scale) * divisor;
  const isNegative = numerator < 0n !== denominator < 0n;
  const [top, bottom] = [absolute(numerator), absolute(denominator)];
  const whole = (2n * top + bottom) / (2n * bottom);
  return isNegative ? -whole : whole;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
