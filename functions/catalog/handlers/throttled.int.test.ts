import { afterAll, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { expectEveryRouteOverloaded } from '../../../shared/testing/throttled-routes.ts';
import { aNewProduct } from '../testing/builders.ts';

const contention = new Contention();
const database = await startDatabase('catalog', contention);
afterAll(() => database.close());

test('every route answers 503 with Retry-After if DynamoDB throttles until time is up', async () => {
  contention.throttledShare = 1;
  await expectEveryRouteOverloaded('catalog', {
    'create-product': aNewProduct(),
    'modify-product': { name: 'Elm Table' },
    'adjust-stock': { delta: 1 },
  });
});
