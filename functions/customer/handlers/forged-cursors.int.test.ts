import { afterAll, beforeAll, test } from 'vitest';
import { customerQuerySchema } from '../../../contracts/customer/queries.ts';
import { positionOf } from '../../../shared/search/search-row.ts';
import { checkCursors } from '../../../shared/testing/check-cursors.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { customerProduct, customers } = await import('../adapters/tables.ts');
const search = await import('./search-customers.ts');
const list = await import('./list-customer-products.ts');
afterAll(() => database.close());

const entity = aCustomer({ customerId: anId(1), name: 'Ada Lovelace' });

beforeAll(async () => {
  await customers.add(entity, { cause: aCause });
  const purchase = { customerId: anId(1), productId: anId(2), purchaseId: anId(3), quantity: 1 };
  await customerProduct.apply({ ...purchase, purchasedAt: NOW, version: 2, counted: true });
});

test.each<[string, Record<string, string>]>([
  ['', {}],
  [' by name', { name: 'ada' }],
  [' by age', { minAge: '20', maxAge: '60' }],
  [' by e-mail', { email: 'ada@example.com' }],
  [' by id', { ids: anId(1) }],
])('the list of customers%s refuses cursors that it cannot have issued', async (_, query) => {
  await checkCursors({
    handler: search.handler,
    request: { query },
    query: { list: 'customers', ...customerQuerySchema.parse(query) },
    real: `${NOW}${positionOf({ id: entity.customerId, name: entity.name })}`,
  });
});

test("the list of a customer's products refuses cursors that it cannot have issued", async () => {
  await checkCursors({
    handler: list.handler,
    request: { pathParameters: { customerId: anId(1) } },
    query: { list: 'productId', ownerId: anId(1) },
    real: `${NOW}#${anId(2)}`,
  });
});
