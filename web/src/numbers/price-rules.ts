import { currencyMarks, fractionDigits } from '../components/format.ts';
import type { NumberRules } from './typed-number.ts';

/** How a price is typed: in major units, with as many decimals as its currency has. @param currency in any case. */
export function priceRules(currency: string): NumberRules {
  const code = currency.trim().toUpperCase();
  return { decimals: fractionDigits(code), marks: currencyMarks(code) };
}
