import type { NewProduct, ProductPatch } from '../../contracts/catalog/shapes.ts';
import type { CustomerPatch, NewCustomer } from '../../contracts/customer/shapes.ts';
import type { Random } from '../random.ts';

const FIRST = ['Ada', 'Émile', 'Zoë', 'Łukasz', 'Smilla', 'jo', 'José María'];
const COUNTRIES = ['Chile', 'Österreich', 'Japan'];
const THINGS = ['Lamp', 'Green Tea', 'Desk', 'Café Crème', 'Chair'];
const CATEGORIES = ['Home', 'Food', 'Büro'];

/** A word that is in all personal data of a customer, and nowhere else: too long for a digest to contain it by chance. */
export const markOf = (number: number): string => `zqvxqz${number}zqxvqz`;

export const aCustomer = (random: Random, number: number): NewCustomer => ({
  name: nameOf(random, number, number),
  email: `${markOf(number)}.${number}@example.com`,
  birthDate: `19${random.between(30, 99)}-0${random.between(1, 9)}-1${random.between(0, 9)}`,
  ...(random.chance(0.5) && { country: random.pick(COUNTRIES) }),
});

/** @param number of the customer. @param change of the patch, so that each is different. */
export function aCustomerPatch(random: Random, number: number, change: number): CustomerPatch {
  return random.pick<() => CustomerPatch>([
    () => ({ name: nameOf(random, number, change) }),
    () => ({ email: `${markOf(number)}.${change}@example.com` }),
    () => ({ country: random.pick([...COUNTRIES, null]) }),
    () => ({ name: nameOf(random, number, change), birthDate: '1985-05-17' }),
  ])();
}

const nameOf = (random: Random, number: number, change: number): string =>
  `${random.pick(FIRST)} ${markOf(number)} c${change}`;

export const aProduct = (random: Random, number: number): NewProduct => ({
  name: `${random.pick(THINGS)} p${number}`,
  price: { amount: random.between(0, 5000), currency: random.pick(['EUR', 'USD']) },
  stock: random.pick([0, 1, 3, 10, 60]),
  ...(random.chance(0.5) && { category: random.pick(CATEGORIES) }),
  ...(random.chance(0.5) && { sku: `SKU-${number}` }),
});

export function aProductPatch(random: Random, change: number): ProductPatch {
  return random.pick<() => ProductPatch>([
    () => ({ name: `${random.pick(THINGS)} c${change}` }),
    () => ({ price: { amount: random.between(0, 5000) } }),
    () => ({ category: random.pick([...CATEGORIES, null]) }),
    () => ({ description: `About ${change}` }),
  ])();
}
