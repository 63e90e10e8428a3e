import { decimalsOf } from '../sales-files/currencies.ts';

/** Sums of money, by currency, in minor units. */
export class Sums {
  readonly #amounts = new Map<string, number>();

  add(currency: string, amount: number): void {
    this.#amounts.set(currency, (this.#amounts.get(currency) ?? 0) + amount);
  }

  /** By currency; none that is 0. */
  get amounts(): ReadonlyMap<string, number> {
    return new Map([...this.#amounts].filter(([, amount]) => amount !== 0).toSorted());
  }

  /** These sums without others. */
  minus(other: Sums): Sums {
    const difference = new Sums();
    for (const [currency, amount] of this.#amounts) difference.add(currency, amount);
    for (const [currency, amount] of other.#amounts) difference.add(currency, -amount);
    return difference;
  }

  /** `EUR 1,234.50 and GBP 3.00`; `0` if there is nothing. */
  toString(): string {
    const parts = [...this.amounts].map(([currency, amount]) => moneyText(currency, amount));
    return parts.length === 0 ? '0' : parts.join(' and ');
  }
}

/** `EUR 1,234.50`. @param amount in minor units. */
export function moneyText(currency: string, amount: number): string {
  const decimals = decimalsOf(currency);
  const value = (amount / 10 ** decimals).toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${currency} ${value}`;
}
