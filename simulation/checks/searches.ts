import { ageOn } from '../../functions/customer/domain/age.ts';
import { fold, wordsOf } from '../../shared/values/fold.ts';
import { nameWords } from '../../shared/values/name-words.ts';
import { living } from '../shop/ledger.ts';
import { pageOf, type Shop, same } from './shop.ts';

/** Longer than the index takes to follow, by any clock. */
const LONG_AGO_MS = 5 * 60_000;

/** Searches find everything that they should, in order. */
export async function checkSearches({ world, ledger, api }: Shop): Promise<void> {
  const rule = 'searches find what there is';
  // What was renamed less than a minute ago may come twice.
  await world.scheduler.pause(LONG_AGO_MS);
  const customers = living(ledger.customers).map(({ latest }) => latest);
  const products = living(ledger.products).map(({ latest }) => latest);
  const byName = <T extends { readonly name: string }>(items: readonly T[], id: (item: T) => string) => {
    const position = (item: T) => Buffer.from(`${fold(item.name)}\u0000${id(item)}`);
    return items.toSorted((one, other) => Buffer.compare(position(one), position(other))).map(id);
  };
  const customersBy = async (
    query: Readonly<Record<string, string>>,
    matches: (c: (typeof customers)[0]) => boolean,
  ) => {
    const found: string[] = [];
    for await (const { customerId } of api.every('GET /customers', { query: { ...query, ...pageOf(world) } }))
      found.push(customerId);
    const expected = byName(customers.filter(matches), ({ customerId }) => customerId);
    same(rule, `customers ${JSON.stringify(query)}`, found, expected);
  };
  const productsBy = async (
    query: Readonly<Record<string, unknown>>,
    matches: (p: (typeof products)[0]) => boolean,
  ) => {
    const found: string[] = [];
    for await (const { productId } of api.every('GET /products', { query: { ...query, ...pageOf(world) } }))
      found.push(productId);
    const expected = byName(products.filter(matches), ({ productId }) => productId);
    same(rule, `products ${JSON.stringify(query)}`, found, expected);
  };
  const has = (name: string, prefix: string) => nameWords(name).some((word) => word.startsWith(prefix));
  await customersBy({}, () => true);
  await productsBy({}, () => true);
  for (const { name, email } of customers.slice(0, 5)) {
    const word = wordsOf(name)[0] ?? '';
    await customersBy({ name: word }, (customer) => has(customer.name, word));
    await customersBy({ email }, (customer) => customer.email === email);
  }
  for (const country of ['Chile', 'Japan']) {
    await customersBy({ country }, (customer) => customer.country === country);
  }
  const isAged = ({ birthDate }: (typeof customers)[0], from: number, to: number) => {
    const age = birthDate === undefined ? -1 : ageOn(birthDate, new Date(world.now).toISOString());
    return age >= from && age <= to;
  };
  // Everybody with a birth date; and lists that are merged.
  await customersBy({ minAge: '0' }, (customer) => isAged(customer, 0, 150));
  const middle = { minAge: '30', maxAge: '60' };
  await customersBy(middle, (customer) => isAged(customer, 30, 60));
  await customersBy(
    { country: 'Chile', ...middle },
    (customer) => customer.country === 'Chile' && isAged(customer, 30, 60),
  );
  for (const { name, sku } of products.slice(0, 5)) {
    const word = wordsOf(name)[0] ?? '';
    await productsBy({ name: word }, (product) => has(product.name, word));
    if (sku !== undefined)
      await productsBy({ sku }, (product) => product.sku?.toLowerCase() === sku.toLowerCase());
  }
  await productsBy({ category: 'food' }, ({ category }) => category === 'Food');
  await productsBy(
    { currency: 'EUR', minPrice: 100, maxPrice: 2000 },
    ({ price: { amount, currency } }) => currency === 'EUR' && amount >= 100 && amount <= 2000,
  );
  const purchases = await completed(api);
  for (const { productId } of products.slice(0, 3)) {
    const buyers = new Set(
      purchases.filter((each) => each.productId === productId).map(({ customerId }) => customerId),
    );
    const found: string[] = [];
    for await (const { customerId } of api.every('GET /customers', {
      query: { bought: [productId], ...pageOf(world) },
    }))
      found.push(customerId);
    const expected = customers
      .map(({ customerId }) => customerId)
      .filter((id) => buyers.has(id))
      .toSorted()
      .toReversed();
    same(rule, `customers who bought ${productId}`, found, expected);
  }
  const stocks = new Map<string, number>();
  for (const { productId } of products) {
    stocks.set(productId, (await api('GET /products/{productId}', { path: { productId } })).stock);
  }
  await productsBy({ inStock: true }, ({ productId }) => (stocks.get(productId) ?? 0) > 0);
  await productsBy({ inStock: false }, ({ productId }) => stocks.get(productId) === 0);
}

/** The purchases that count for customers and products. */
async function completed(api: Shop['api']) {
  const found = [];
  for await (const purchase of api.every('GET /purchases', { query: { status: 'completed' } }))
    found.push(purchase);
  return found;
}
