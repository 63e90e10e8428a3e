import type { NewProduct } from '../../contracts/catalog/shapes.ts';
import type { NewCustomer } from '../../contracts/customer/shapes.ts';
import { assortment, type Category } from './assortment.ts';
import { countries } from './people.ts';
import { Random } from './random.ts';

const CUSTOMERS = 200;
const PURCHASES = 1_000;
const CANCELLED_OF_EACH = 25;
const SEED = 2026;
/** Of the purchases, so many are made now, and the others on the days before. */
const PURCHASES_NOW = 40;
const DAYS = 60;
const MINUTES_PER_DAY = 24 * 60;
/** One in so many customers of a country has not told their birth date. */
const AGELESS_OF_EACH = 10;
/** The youngest demo customer turns 18 in this year. */
const LAST_BIRTH_YEAR = 2008;

/** A purchase; `customer` and `product` are indexes. */
export interface DemoPurchase {
  readonly customer: number;
  readonly product: number;
  readonly quantity: number;
  /** How many minutes before today (UTC) it was made; undefined for now. */
  readonly minutesBeforeToday: number | undefined;
  /** Cancelled once it is completed. */
  readonly isCancelled: boolean;
}

export interface DemoData {
  readonly customers: readonly NewCustomer[];
  readonly products: readonly NewProduct[];
  readonly purchases: readonly DemoPurchase[];
}

/**
 * A shop with 200 customers, 100 products and 1,000 purchases. The data are always the same, with bestsellers, loyal
 * customers, and a few products with more demand than stock.
 */
export function demoData(): DemoData {
  const random = new Random(SEED);
  const customers = demoCustomers(random);
  const listed = assortment.flatMap(productsOf);
  const byLoyalty = random.shuffled([...customers.keys()]);
  const byDemand = random.shuffled([...listed.keys()]);
  const times = timesBeforeToday(PURCHASES - PURCHASES_NOW);
  const purchases = Array.from({ length: PURCHASES }, (_, index) => ({
    // Half of all sales go to any customer, so that most have bought something.
    customer: random.fraction() < 0.5 ? random.skewed(byLoyalty) : random.integer(0, CUSTOMERS - 1),
    product: random.fraction() < 0.7 ? random.skewed(byDemand) : random.integer(0, listed.length - 1),
    quantity: random.skewed([1, 2, 3, 4, 6, 10]),
    minutesBeforeToday: times[index],
    isCancelled: index % CANCELLED_OF_EACH === CANCELLED_OF_EACH - 1,
  }));
  const products = listed.map((product, index) => {
    const demand = purchases.filter((purchase) => purchase.product === index);
    const units = demand.reduce((sum, { quantity }) => sum + quantity, 0);
    return { ...product, stock: stockFor(index, units, random) };
  });
  return { customers, products, purchases };
}

/** How busy the days of a week are. */
const WEEK = [1, 1.2, 0.9, 1.1, 1.5, 0.6, 0.4];
/** Shops are open from eight to eight. */
const OPENING = 8 * 60;
const OPEN_MINUTES = 12 * 60;

/** When the purchases were made that are not made now, the oldest first, in minutes before today: more as time goes on. */
function timesBeforeToday(count: number): number[] {
  const busy = Array.from({ length: DAYS }, (_, day) => (WEEK[day % WEEK.length] ?? 1) * (1 + day / DAYS));
  const total = busy.reduce((sum, each) => sum + each, 0);
  let before = 0;
  return busy.flatMap((each, day) => {
    const [first, end] = [before, before + (each / total) * count].map(Math.round) as [number, number];
    before += (each / total) * count;
    return Array.from({ length: end - first }, (_, index) => {
      const minute = OPENING + Math.floor((index * OPEN_MINUTES) / (end - first));
      return (DAYS - day) * MINUTES_PER_DAY - minute;
    });
  });
}

function demoCustomers(random: Random): NewCustomer[] {
  const perCountry = CUSTOMERS / countries.length;
  return countries.flatMap(({ name: country, firstNames, lastNames }) => {
    const everybody = firstNames.flatMap((first) => lastNames.map((last) => `${first} ${last}`));
    return random
      .shuffled(everybody)
      .slice(0, perCountry)
      .map((name, index) => {
        const born = { birthDate: birthDate(random) };
        return {
          name,
          email: `${mailbox(name)}@example.org`,
          ...(index % AGELESS_OF_EACH !== AGELESS_OF_EACH - 1 && born),
          country,
        };
      });
  });
}

const mailbox = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæøłıĐđ]/gi, (letter) => plainLetters[letter.toLowerCase()] ?? letter)
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .replace(' ', '.');

const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', ı: 'i', đ: 'd' };

function birthDate(random: Random): string {
  const year = LAST_BIRTH_YEAR - random.integer(0, 65);
  const [month, day] = [random.integer(1, 12), random.integer(1, 28)].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${year}-${month}-${day}`;
}

const productsOf = ({ name: category, code, products }: Category): Omit<NewProduct, 'stock'>[] =>
  Object.entries(products).map(([name, amount], index) => ({
    name,
    category,
    sku: `${code}-${String(index + 1).padStart(3, '0')}`,
    price: { amount, currency: 'EUR' },
  }));

/** One product in nine gets less stock than demand, one in ten just enough, the others plenty. */
function stockFor(index: number, demand: number, random: Random): number {
  if (index % 9 === 4) return Math.floor(demand * 0.6);
  return index % 10 === 7 ? demand + random.integer(0, 3) : demand + random.integer(20, 300);
}
