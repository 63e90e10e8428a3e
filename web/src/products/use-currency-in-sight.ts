import { useState } from 'react';

interface Priced {
  readonly price: { readonly currency: string };
}

/**
 * The currency that most of the products in sight have, whose decimals a price is typed with: a list is filtered by
 * minor units, whatever their currency. Stays while it is filtered by price, lest what was typed changes its meaning.
 */
export function useCurrencyInSight(products: readonly Priced[], isFiltered: boolean): string | undefined {
  const [known, setKnown] = useState<string>();
  const seen = mostOf(products.map(({ price }) => price.currency));
  const current = known === undefined || !isFiltered ? (seen ?? known) : known;
  if (current !== known) setKnown(current);
  return current;
}

function mostOf(currencies: readonly string[]): string | undefined {
  const amounts = new Map<string, number>();
  for (const currency of currencies) amounts.set(currency, (amounts.get(currency) ?? 0) + 1);
  return [...amounts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
