import { afterAll, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { expectEveryRouteOverloaded } from '../../../shared/testing/throttled-routes.ts';
import { aNewCustomer } from '../testing/builders.ts';

const contention = new Contention();
const database = await startDatabase('customer', contention);
afterAll(() => database.close());

test('every route answers 503 with Retry-After if DynamoDB throttles until time is up', async () => {
  contention.throttledShare = 1;
  await expectEveryRouteOverloaded('customer', {
    'create-customer': aNewCustomer(),
    'update-customer': { name: 'Grace' },
  });
});
