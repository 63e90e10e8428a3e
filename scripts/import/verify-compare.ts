import type { Actual } from './verify-actual.ts';
import type { Expected, Sale } from './verify-expected.ts';

/** Describes every difference between some files and the system. */
export function differences(expected: Expected, actual: Actual): string[] {
  const sources = [
    ['Customer', actual.byCustomer],
    ['Catalog', actual.byProduct],
    ['Purchases', actual.byPurchases],
  ] as const;
  const inUnits = sources.flatMap(([service, units]) =>
    [...new Set([...expected.units.keys(), ...units.keys()])]
      .filter((pair) => (expected.units.get(pair) ?? 0) !== (units.get(pair) ?? 0))
      .map(
        (pair) =>
          `${named(pair)}: ${expected.units.get(pair) ?? 0} in the files, ${units.get(pair) ?? 0} in ${service}`,
      ),
  );
  const soldInFiles = new Map<string, number>();
  for (const [pair, units] of expected.units) {
    const [, code] = JSON.parse(pair);
    soldInFiles.set(code, (soldInFiles.get(code) ?? 0) + units);
  }
  const inStock = [...expected.products].flatMap(([code, initial]) => {
    const [left, sold] = [actual.stock.get(code), actual.sold.get(code) ?? 0];
    if (left === undefined) return [`product ${code} is missing`];
    // What was sold besides may have been added to the stock before.
    return sold !== soldInFiles.get(code) || left + sold === initial
      ? []
      : [`product ${code}: ${left} in stock + ${sold} sold is not ${initial}`];
  });
  return [...inUnits, ...inPrices(expected, actual), ...inStock];
}

/** Purchases of as many pieces as expected, at other prices or on other days. */
function inPrices(expected: Expected, actual: Actual): string[] {
  return [...expected.sales].flatMap(([pair, sales]) => {
    if (expected.units.get(pair) !== actual.byPurchases.get(pair)) return [];
    const hasDays = sales.every(({ day }) => day !== undefined);
    const text = (all: readonly Sale[]) =>
      all
        .map(
          ({ quantity, unitPrice: { amount, currency }, day }) =>
            `${quantity} × ${amount} ${currency}${hasDays ? ` on ${day}` : ''}`,
        )
        .toSorted()
        .join(', ');
    const [inFiles, inSystem] = [text(sales), text(actual.sales.get(pair) ?? [])];
    return inFiles === inSystem ? [] : [`${named(pair)}: ${inFiles} in the files, ${inSystem} in Purchases`];
  });
}

function named(pair: string): string {
  const [customer, product] = JSON.parse(pair);
  return `customer ${customer}, product ${product}`;
}
