import { afterAll, beforeAll, test } from 'vitest';
import { productQuerySchema } from '../../../contracts/catalog/queries.ts';
import { positionOf } from '../../../shared/search/search-row.ts';
import { checkCursors } from '../../../shared/testing/check-cursors.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { productCustomer, products } = await import('../adapters/tables.ts');
const search = await import('./search-products.ts');
const list = await import('./list-product-customers.ts');
afterAll(() => database.close());

const entity = aProduct({ productId: anId(1), name: 'Oak Table' });

beforeAll(async () => {
  await products.add(entity, { cause: aCause });
  const purchase = { customerId: anId(2), productId: anId(1), purchaseId: anId(3), quantity: 1 };
  await productCustomer.apply({ ...purchase, purchasedAt: NOW, version: 2, counted: true });
});

test.each<[string, Record<string, string>]>([
  ['', {}],
  [' by name', { name: 'oak' }],
  [' by price', { minPrice: '100', maxPrice: '90000', currency: 'EUR' }],
  [' by stock', { lowStock: 'true' }],
  [' by id', { ids: anId(1) }],
])('the list of products%s refuses cursors that it cannot have issued', async (_, query) => {
  await checkCursors({
    handler: search.handler,
    request: { query },
    query: { list: 'products', ...productQuerySchema.parse(query) },
    real: `${NOW}${positionOf({ id: entity.productId, name: entity.name })}`,
  });
});

test("the list of a product's customers refuses cursors that it cannot have issued", async () => {
  await checkCursors({
    handler: list.handler,
    request: { pathParameters: { productId: anId(1) } },
    query: { list: 'customerId', ownerId: anId(1) },
    real: `${NOW}#${anId(2)}`,
  });
});
