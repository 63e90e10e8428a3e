import { currencyMarks, fractionDigits } from '../components/format.ts';
import type { NumberRules } from './typed-number.ts';

/** The rules for a price: in major units, with the decimals of its currency. @param currency in upper or lower case. */
export function priceRules(currency: string): NumberRules {
  const code = currency.trim().toUpperCase();
  return { decimals: fractionDigits(code), marks: currencyMarks(code) };
}
