import type { Actual } from './verify-actual.ts';
import type { Expected } from './verify-expected.ts';

/** Describes every difference between a file and the system. */
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
          `${pair}: ${expected.units.get(pair) ?? 0} in the file, ${units.get(pair) ?? 0} in ${service}`,
      ),
  );
  const inStock = [...expected.initialStock].flatMap(([code, initial]) => {
    const [left, sold] = [actual.stock.get(code), actual.sold.get(code) ?? 0];
    if (left === undefined) return [`product ${code} is missing`];
    return left + sold === initial
      ? []
      : [`product ${code}: ${left} in stock + ${sold} sold is not ${initial}`];
  });
  return [...inUnits, ...inStock];
}
