import * as z from 'zod';

/** The largest amount of one price: 10 million units of a currency with two decimals. */
export const MAX_AMOUNT = 1_000_000_000;

/** The largest quantity of one purchase; `MAX_AMOUNT * MAX_QUANTITY` is still an exact integer. */
export const MAX_QUANTITY = 1_000_000;

let currencies: ReadonlySet<string> | undefined;

/** Whether a text is an ISO 4217 code, upper case. */
export function isCurrency(code: string): boolean {
  // Not when it is loaded: the names of a language take a cold function 4 ms, and few functions ask for them.
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(code);
}

/** Amount in minor units (cents), 0..{@link MAX_AMOUNT}. */
export const amountSchema = /* @__PURE__ */ z
  .int('must be a whole number of minor units')
  .min(0, 'must not be negative')
  .max(MAX_AMOUNT, `must be at most ${MAX_AMOUNT}`);

/** ISO 4217 code, upper case. */
export const currencySchema = /* @__PURE__ */ z
  .string()
  .refine(isCurrency, 'must be an ISO 4217 currency code, such as EUR')
  .meta({ pattern: '^[A-Z]{3}$', description: 'An ISO 4217 currency code.', examples: ['EUR'] });

/** Money: an integer amount of minor units with an ISO 4217 currency. */
export const moneySchema = /* @__PURE__ */ z.strictObject({ amount: amountSchema, currency: currencySchema });

/** Money as stored: without today's limits, which may change after it was written. */
export const storedMoneySchema = /* @__PURE__ */ z.object({ amount: z.int(), currency: z.string() });

export type Money = z.infer<typeof moneySchema>;

/** The price of `quantity` pieces; exact within the limits above. */
export const times = (price: Money, quantity: number): Money => ({
  amount: price.amount * quantity,
  currency: price.currency,
});
