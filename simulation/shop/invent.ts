import type { NewProduct, ProductPatch } from '../../contracts/catalog/shapes.ts';
import type { CustomerPatch, NewCustomer } from '../../contracts/customer/shapes.ts';
import type { NewPurchase } from '../../contracts/purchases/shapes.ts';
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
  ...(random.chance(0.7) && { birthDate: aBirthDate(random) }),
  ...(random.chance(0.5) && { country: random.pick(COUNTRIES) }),
});

/** @param number of the customer. @param change of the patch, so that each is different. */
export function aCustomerPatch(random: Random, number: number, change: number): CustomerPatch {
  return random.pick<() => CustomerPatch>([
    () => ({ name: nameOf(random, number, change) }),
    () => ({ email: `${markOf(number)}.${change}@example.com` }),
    () => ({ country: random.pick([...COUNTRIES, null]) }),
    () => ({ name: nameOf(random, number, change), birthDate: '1985-05-17' }),
    () => ({ birthDate: random.chance(0.5) ? aBirthDate(random) : null }),
  ])();
}

const aBirthDate = (random: Random): string =>
  `19${random.between(30, 99)}-0${random.between(1, 9)}-1${random.between(0, 9)}`;

const nameOf = (random: Random, number: number, change: number): string =>
  `${random.pick(FIRST)} ${markOf(number)} c${change}`;

export const aProduct = (random: Random, number: number): NewProduct => ({
  name: `${random.pick(THINGS)} p${number}`,
  price: { amount: random.between(0, 5000), currency: random.pick(['EUR', 'USD']) },
  stock: random.pick([0, 1, 3, 10, 60]),
  ...(random.chance(0.5) && { category: random.pick(CATEGORIES) }),
  ...(random.chance(0.5) && { sku: aSku(random) }),
});

/** One of a few, so that several ask for the same. */
const aSku = (random: Random): string => `${random.pick(['SKU', 'sku'])}-${random.between(1, 9)}`;

export function aProductPatch(random: Random, change: number): ProductPatch {
  return random.pick<() => ProductPatch>([
    () => ({ name: `${random.pick(THINGS)} c${change}` }),
    () => ({ price: { amount: random.between(0, 5000) } }),
    () => ({ category: random.pick([...CATEGORIES, null]) }),
    () => ({ description: `About ${change}` }),
    () => ({ sku: random.chance(0.7) ? aSku(random) : null }),
  ])();
}

const DAY_MS = 86_400_000;
/** Some purchases of the past were made at the same moment: the first possible one, and one of a leap day. */
const MOMENTS = [0, Date.parse('2024-02-29T23:59:59.999Z')];

/** A purchase; some are of the past. @param now epoch milliseconds. */
export const aPurchase = (
  random: Random,
  customerId: string,
  productId: string,
  now: number,
): NewPurchase => ({
  customerId,
  productId,
  quantity: random.between(1, 4),
  ...(random.chance(0.3) && {
    unitPrice: { amount: random.between(0, 5000), currency: random.pick(['EUR', 'JPY']) },
  }),
  ...(random.chance(0.4) && { purchasedAt: aPastTime(random, now) }),
});

/** A time of the last seconds, days or years, in some time zone. */
function aPastTime(random: Random, now: number): string {
  const days = random.pick([0, 0, 1, 3, 400]);
  const ago = now - random.between(0, days) * DAY_MS - random.between(0, random.pick([1_000, DAY_MS]));
  const time = random.chance(0.2) ? random.pick(MOMENTS) : ago;
  if (random.chance(0.5)) return new Date(time).toISOString();
  return new Date(time + 3_600_000).toISOString().replace('Z', '+01:00');
}

/** Another purchase, which must not be taken for the same. */
export const otherPurchase = (random: Random, purchase: NewPurchase): NewPurchase => ({
  ...purchase,
  ...random.pick([
    { quantity: 99 },
    { unitPrice: { amount: 5001, currency: 'EUR' } },
    { purchasedAt: '1999-12-31T23:00:00.000Z' },
  ]),
});
