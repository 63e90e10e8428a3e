import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProductView } from '../../../contracts/catalog/shapes.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { allPagesOf } from '../../../shared/testing/oracle.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { productCustomer, products } = await import('../adapters/tables.ts');
const { handler } = await import('./search-products.ts');
const { handler: index } = await import('./index-products.ts');
afterAll(() => database.close());

const CUSTOMER = anId(901);

/** The n-th product sold `n` units, in two purchases but for the first. */
const goods = Array.from({ length: 10 }, (_, n) =>
  aProduct({
    productId: anId(n + 1),
    name: `Thing ${n}`,
    price: { amount: n * 100, currency: n % 2 === 0 ? 'EUR' : 'GBP' },
    stock: n < 5 ? 0 : 50,
  }),
);

const sell = (n: number, purchase: number, quantity: number) =>
  productCustomer.apply({
    purchaseId: anId(purchase),
    customerId: CUSTOMER,
    productId: goods[n]?.productId ?? '',
    quantity,
    purchasedAt: '2026-03-14T15:09:26.535Z',
    version: 2,
    counted: true,
  });

beforeAll(async () => {
  await Promise.all(goods.map((product) => products.add(product, { cause: aCause })));
  for (let n = 1; n < goods.length; n += 1) {
    await sell(n, 1000 + n, 1);
    if (n > 1) await sell(n, 2000 + n, n - 1);
  }
  await database.feed('PRODUCTS_TABLE', index);
});

type Listed = ProductView & { readonly totals?: { units: number; purchases: number } };

async function bestSold(query: Record<string, string>, limit = 3): Promise<readonly Listed[]> {
  const page = (cursor: string | undefined) =>
    ask(handler, {
      query: { sort: 'units', ...query, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) },
    });
  return (await allPagesOf<Listed>(page)).items;
}

const placesOf = (items: readonly Listed[]) =>
  items.map(({ productId }) => goods.findIndex((each) => each.productId === productId));

test.each<[Record<string, string>, number[]]>([
  [{}, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  [{ currency: 'EUR', maxPrice: '500' }, [4, 2, 0]],
  [{ inStock: 'true', currency: 'GBP' }, [9, 7, 5]],
  [{ boughtBy: CUSTOMER, inStock: 'false' }, [4, 3, 2, 1]],
])('products sorted from the newest are all that match %j', async (query, expected) => {
  expect(placesOf(await bestSold({ sort: 'newest', ...query }))).toEqual(expected);
});

describe('products sorted by units', () => {
  test('are listed from the most sold to the least', async () => {
    const items = await bestSold({});
    expect(placesOf(items)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(items[0]).toMatchObject({ name: 'Thing 9', totals: { units: 9, purchases: 2 } });
  });

  test.each<[Record<string, string>, number[]]>([
    [{ currency: 'EUR' }, [8, 6, 4, 2]],
    [{ currency: 'GBP', minPrice: '400' }, [9, 7, 5]],
    [{ inStock: 'false' }, [4, 3, 2, 1]],
    [{ lowStock: 'false', currency: 'EUR' }, [8, 6]],
  ])('and filtered by %j are those that match', async (query, expected) => {
    expect(placesOf(await bestSold(query))).toEqual(expected);
  });

  test.each<Record<string, string>>([
    { name: 'thing' },
    { sku: 'a' },
    { ids: anId(1) },
    { boughtBy: CUSTOMER },
  ])('are refused with %j', async (query) => {
    const { status, body } = await ask(handler, { query: { sort: 'units', ...query } });
    expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ path: 'sort' }] } });
  });
});
