import { afterAll, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { anId } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { expectEveryRouteOverloaded } from '../../../shared/testing/throttled-routes.ts';

const contention = new Contention();
const database = await startDatabase('purchases', contention);
afterAll(() => database.close());

test('every route answers 503 with Retry-After if DynamoDB throttles until time is up', async () => {
  contention.throttledShare = 1;
  const bodies = {
    'request-purchase': { customerId: anId(1), productId: anId(2), quantity: 1 },
    'import-purchases': { purchases: [{ key: 'a', customerId: anId(1), productId: anId(2), quantity: 1 }] },
    'return-purchase': { quantity: 1 },
  };
  const queries = { 'list-purchase-days': { from: '2026-03-01', to: '2026-03-31' } };
  await expectEveryRouteOverloaded('purchases', bodies, queries);
});
