import { isCurrency } from '../shared/values/money.ts';

/** A currency, and whether another one is written in the same way. */
export interface ReadCurrency {
  readonly code: string;
  readonly isGuess: boolean;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  R$: 'BRL',
  MX$: 'MXN',
  '₹': 'INR',
  RS: 'INR',
  '₽': 'RUB',
  РУБ: 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  TL: 'TRY',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '₦': 'NGN',
  '₱': 'PHP',
  '₴': 'UAH',
  ГРН: 'UAH',
  ZŁ: 'PLN',
  ZL: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  LEI: 'RON',
  FR: 'CHF',
  SFR: 'CHF',
  元: 'CNY',
  円: 'JPY',
  EURO: 'EUR',
};

/** Symbols that several currencies have, with the one that is most often meant. */
const SHARED: Readonly<Record<string, string>> = { $: 'USD', '¥': 'JPY', '￥': 'CNY' };

/** The currency that a symbol or a code stands for: `£`, `zł`, `eur`. */
export function currencyOf(mark: string): ReadCurrency | undefined {
  const text = mark.normalize('NFC').replace(/\.$/, '').trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(text) && isCurrency(text)) return { code: text, isGuess: false };
  const code = SYMBOLS[text];
  if (code !== undefined) return { code, isGuess: false };
  const shared = SHARED[text];
  return shared === undefined ? undefined : { code: shared, isGuess: true };
}

const MAJOR: readonly (readonly [currency: string, marks: string])[] = [
  ['EUR', '€'],
  ['GBP', '£'],
  ['USD', '$'],
  ['JPY', '¥￥'],
  ['CNY', '¥￥'],
];

/** Whether a mark cannot stand for a currency: another code, or the symbol of another one of those that have their own. */
export function contradicts(mark: string, currency: string): boolean {
  const text = mark.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(text) && isCurrency(text)) return text !== currency;
  const own = MAJOR.find(([code]) => code === currency)?.[1];
  return (
    own !== undefined && !own.includes(text) && MAJOR.some(([, marks]) => text !== '' && marks.includes(text))
  );
}

const digits = new Map<string, number>();

/** How many decimals a currency has: two for euros, none for yen. */
export function decimalsOf(currency: string): number {
  let count = digits.get(currency);
  if (count === undefined) {
    count =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2;
    digits.set(currency, count);
  }
  return count;
}
