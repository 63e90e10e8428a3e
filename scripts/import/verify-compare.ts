import type { Actual } from './verify-actual.ts';
import type { Expected, Sale } from './verify-expected.ts';

/** What the comparison of some files with the system found. */
export interface Comparison {
  /** A description of each difference. */
  readonly differences: readonly string[];
  /** Pairs of which as many pieces are left as expected, but of other purchases than if all files had been imported together. */
  readonly otherReturns: ReadonlySet<string>;
}

/** Compares what can be compared: not the pairs of which purchases from elsewhere were returned, nor the stock of their products. */
export function compare(expected: Expected, actual: Actual): Comparison {
  const { elsewhere, inAnyOrder } = expected;
  const productsElsewhere = new Set([...elsewhere].map((pair) => JSON.parse(pair)[1]));
  const sources = [
    ['Customer', actual.byCustomer],
    ['Catalog', actual.byProduct],
    ['Purchases', actual.byPurchases],
  ] as const;
  const inUnits = sources.flatMap(([service, units]) =>
    [...new Set([...expected.units.keys(), ...units.keys()])]
      .filter((pair) => !elsewhere.has(pair) && (expected.units.get(pair) ?? 0) !== (units.get(pair) ?? 0))
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
    if (productsElsewhere.has(code)) return [];
    const [left, sold] = [actual.stock.get(code), actual.sold.get(code) ?? 0];
    if (left === undefined) return [`product ${code} is missing`];
    // What was sold besides may have been added to the stock before.
    return sold !== soldInFiles.get(code) || left + sold === initial
      ? []
      : [`product ${code}: ${left} in stock + ${sold} sold is not ${initial}`];
  });
  const inPrices = pricesThatDiffer(expected, actual);
  const isTold = ([pair]: readonly [string, string]): boolean => !inAnyOrder.has(pair);
  return {
    differences: [...inUnits, ...inPrices.filter(isTold).map(([, text]) => text), ...inStock],
    otherReturns: new Set(inPrices.filter((each) => !isTold(each)).map(([pair]) => pair)),
  };
}

/** Purchases of as many pieces as expected, at other prices or on other days. */
function pricesThatDiffer(expected: Expected, actual: Actual): (readonly [pair: string, text: string])[] {
  return [...expected.sales].flatMap(([pair, sales]) => {
    if (expected.elsewhere.has(pair) || expected.units.get(pair) !== actual.byPurchases.get(pair)) return [];
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
    if (inFiles === inSystem) return [];
    return [[pair, `${named(pair)}: ${inFiles} in the files, ${inSystem} in Purchases`] as const];
  });
}

function named(pair: string): string {
  const [customer, product] = JSON.parse(pair);
  return `customer ${customer}, product ${product}`;
}
