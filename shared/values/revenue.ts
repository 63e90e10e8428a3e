import type { Money } from './money.ts';

/**
 * Sums of money in minor units, by the attribute of a row that stores them: one of each currency, `revenue:EUR`. DynamoDB adds
 * to each in place. Amounts of different currencies are never added. A sum of 0 is left out.
 */
export type Revenue = Readonly<Record<string, number>>;

const PREFIX = 'revenue:';

/** Whether an attribute of a row is a sum of money. */
export const isRevenue = (attribute: string): boolean => attribute.startsWith(PREFIX);

/** What some units bring. @param unitPrice undefined if it is not known: then they bring nothing. */
export const revenueOf = (unitPrice: Money | undefined, units: number): Revenue =>
  unitPrice === undefined ? {} : sumOfRevenue([{ [PREFIX + unitPrice.currency]: unitPrice.amount * units }]);

/** All of these together. */
export function sumOfRevenue(parts: readonly Revenue[]): Revenue {
  const sums: Record<string, number> = {};
  for (const [attribute, amount] of parts.flatMap((part) => Object.entries(part))) {
    sums[attribute] = (sums[attribute] ?? 0) + amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}

/** The same with the other sign, to subtract it. */
export const negative = (revenue: Revenue): Revenue =>
  Object.fromEntries(Object.entries(revenue).map(([attribute, amount]) => [attribute, -amount]));

/** The sums of a row. */
export const revenueIn = (row: object): Revenue =>
  sumOfRevenue([
    Object.fromEntries(
      Object.entries(row).flatMap(([attribute, amount]) =>
        isRevenue(attribute) && typeof amount === 'number' ? [[attribute, amount]] : [],
      ),
    ),
  ]);

/** As it is told: by currency, without what is below 0, which a sum may be until what was never counted in it is counted again. */
export const moneyOf = (revenue: Revenue): Money[] =>
  Object.entries(revenue)
    .filter(([, amount]) => amount > 0)
    .map(([attribute, amount]) => ({
      amount: Math.min(amount, Number.MAX_SAFE_INTEGER),
      currency: attribute.slice(PREFIX.length),
    }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
