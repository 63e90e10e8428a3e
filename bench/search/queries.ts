import type { ProductQuery } from '../../contracts/catalog/queries.ts';
import type { CustomerQuery } from '../../contracts/customer/queries.ts';
import type { Product } from '../../functions/catalog/domain/product.ts';
import { ageOn } from '../../functions/customer/domain/age.ts';
import type { Customer } from '../../functions/customer/domain/customer.ts';
import { wordsOf } from '../../shared/values/fold.ts';
import { type Dice, TODAY } from './crowd.ts';

/** A query with filters drawn from these, at least one of them. */
function some<Query extends object>(dice: Dice, filters: readonly (() => Query)[]): Query {
  const chosen = filters.filter(() => dice.next() < 0.4);
  return Object.assign({}, ...(chosen.length > 0 ? chosen : [dice.pick(filters)]).map((filter) => filter()));
}

/** The beginning of one of a name's words, seldom its first letter alone. */
const beginning = (dice: Dice, name: string): string => {
  const word = dice.pick(wordsOf(name));
  return word.slice(0, dice.next() < 0.15 ? 1 : 2 + dice.below(word.length - 1));
};

/** The beginning of a word, or of two. */
const typed = (dice: Dice, draw: () => { readonly name: string }): string => {
  const words = dice.next() < 0.25 ? 2 : 1;
  return Array.from({ length: words }, () => beginning(dice, draw().name)).join(' ');
};

/** Whether filters are those of one entity, or of several, of whom few or none match all. */
const drawer = <Item>(dice: Dice, items: readonly Item[]): (() => Item) => {
  const one = dice.pick(items);
  return dice.next() < 0.5 ? () => one : () => dice.pick(items);
};

/** A random combination of filters, of the kinds that staff combine. */
export function randomCustomerQuery(dice: Dice, customers: readonly Customer[]): CustomerQuery {
  const draw = drawer(dice, customers);
  return some<CustomerQuery>(dice, [
    () => ({ name: typed(dice, draw) }),
    () => ({ country: draw().country }),
    () => {
      const { birthDate } = draw();
      const age = birthDate === undefined ? dice.below(80) : ageOn(birthDate, TODAY);
      return { minAge: Math.max(0, age - dice.below(10)), maxAge: age + dice.below(10) };
    },
  ]);
}

/** A random combination of filters, of the kinds that staff combine. */
export function randomProductQuery(dice: Dice, products: readonly Product[]): ProductQuery {
  const draw = drawer(dice, products);
  return some<ProductQuery>(dice, [
    () => ({ name: typed(dice, draw) }),
    () => ({ category: draw().category }),
    () => {
      const { amount, currency } = draw().price;
      return {
        currency,
        minPrice: Math.floor(amount * dice.next()),
        maxPrice: amount + dice.below(amount + 1),
      };
    },
    () => ({ currency: draw().price.currency, minPrice: 1 }),
    () => ({ inStock: dice.next() < 0.8 }),
    () => ({ lowStock: true }),
  ]);
}

/** Filters that few entities match, each of which takes reading long lists. */
export const hardCustomerQueries: Readonly<Record<string, CustomerQuery>> = {
  'name, country, one age': { name: 'ma', country: 'Ri', minAge: 40, maxAge: 40 },
  'two letters, one age': { name: 'th', minAge: 40, maxAge: 40 },
  'three initials': { name: 'g k v' },
  'a wide age range, no match': { name: 'zzz', minAge: 1, maxAge: 100 },
  'the oldest, one country': { country: 'An', minAge: 90 },
};

/** Filters that few entities match, each of which takes reading long lists. */
export const hardProductQueries: Readonly<Record<string, ProductQuery>> = {
  'a narrow price in a rare currency': { currency: 'JPY', minPrice: 2000, maxPrice: 2005 },
  'category, out of stock, price': { category: 'Ri', inStock: false, currency: 'CHF', minPrice: 1500 },
  'two initials, out of stock': { name: 'g k', inStock: false },
  'a low price, three initials': { name: 'g k v', currency: 'EUR', minPrice: 1, maxPrice: 200 },
};
