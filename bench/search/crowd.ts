import { mersenne } from 'pure-rand/generator/mersenne';
import { LOW_STOCK } from '../../contracts/catalog/shapes.ts';
import type { Product } from '../../functions/catalog/domain/product.ts';
import type { Customer } from '../../functions/customer/domain/customer.ts';

/** The day on which ages are counted. */
export const TODAY = '2026-06-15T12:00:00.000Z';

/** Random numbers from a seed: the same for each run. */
export class Dice {
  readonly #generator;

  constructor(seed: number) {
    this.#generator = mersenne(seed);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    return (this.#generator.next() >>> 0) / 2 ** 32;
  }

  /** A whole number below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** A whole number below `count`; each is about as frequent as 1 / (its place + 1), as names and countries are. */
  skewed(count: number): number {
    return Math.min(count - 1, Math.floor((count + 1) ** this.next()) - 1);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}

const SYLLABLES = [
  'b',
  'ch',
  'd',
  'f',
  'g',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'sm',
  't',
  'th',
  'v',
  'w',
].flatMap((start) => ['a', 'e', 'i', 'o', 'u', 'er', 'an'].map((end) => `${start}${end}`));

/** Names that can be pronounced, each different. */
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => {
    let name = '';
    for (let rest = n + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
      name += SYLLABLES[(rest * 29) % SYLLABLES.length];
    }
    return name.charAt(0).toUpperCase() + name.slice(1);
  });

const FIRST = names(2_000);
const LAST = names(20_000);
const COUNTRIES = names(60);
const CATEGORIES = names(40);
const NOUNS = names(3_000);
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'JPY'];

/** A UUIDv7 with a number in it; numbers that follow each other are in different shards. */
const idOf = (kind: number, n: number): string =>
  `0190${kind}000-${n.toString(16).padStart(8, '0').slice(0, 4)}-7${n.toString(16).padStart(8, '0').slice(4, 7)}-8000-${n
    .toString(16)
    .padStart(8, '0')}${((n * 40_503) & 0xffff).toString(16).padStart(4, '0')}`;

const times = { createdAt: TODAY, updatedAt: TODAY, version: 1 };

/** One customer in so many has no birth date. */
const AGELESS_OF_EACH = 20;

/** Customers with names, countries and ages as unevenly distributed as those of people, some of unknown age. */
export function crowdOf(count: number, seed = 1): Customer[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, (_, n) => {
    const [first, last] = [FIRST[dice.skewed(FIRST.length)], LAST[dice.skewed(LAST.length)]];
    const year = 1935 + dice.below(72);
    const month = String(1 + dice.below(12)).padStart(2, '0');
    const day = String(1 + dice.below(28)).padStart(2, '0');
    return {
      customerId: idOf(1, n),
      name: `${first} ${last}`,
      email: `${first}.${last}.${n}@example.com`.toLowerCase(),
      ...(n % AGELESS_OF_EACH !== AGELESS_OF_EACH - 1 && { birthDate: `${year}-${month}-${day}` }),
      country: COUNTRIES[dice.skewed(COUNTRIES.length)] as string,
      ...times,
    };
  });
}

/** Products with names, categories, currencies and prices as unevenly distributed as those of a large shop. */
export function assortmentOf(count: number, seed = 2): Product[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, (_, n) => {
    const words = [0, 1, 2].map(() => NOUNS[dice.skewed(NOUNS.length)]);
    // About log-normal: mostly some ten to a hundred, few very cheap or dear.
    const spread = dice.next() + dice.next() + dice.next() - 1.5;
    const level = dice.next();
    return {
      productId: idOf(2, n),
      name: words.join(' '),
      description: 'A good one, which lasts. Delivered within two days, returned within thirty.',
      category: CATEGORIES[dice.skewed(CATEGORIES.length)] as string,
      sku: `SKU-${n}`,
      price: {
        amount: Math.round(3000 * 8 ** spread),
        currency: CURRENCIES[dice.skewed(CURRENCIES.length)] as string,
      },
      stock: level < 0.03 ? 0 : level < 0.08 ? 1 + dice.below(LOW_STOCK) : 50 + dice.below(500),
      ...times,
    };
  });
}
