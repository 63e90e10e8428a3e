import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeCursor } from '../../../shared/paging/cursor.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { checkCursors } from '../../../shared/testing/check-cursors.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { purchases } = await import('../adapters/tables.ts');
const { handler } = await import('./list-purchases.ts');
afterAll(() => database.close());

const [from, at, to] = ['2026-01-01T00:00:00.000Z', '2026-01-01T12:00:00.000Z', '2026-01-02T00:00:00.000Z'];
const purchaseId = newId(at);

beforeAll(() => purchases.add(aPurchase({ purchaseId, createdAt: at }), { cause: aCause }));

test.each<[string, Record<string, string>]>([
  ['', {}],
  [' of a status', { status: 'pending' }],
  [' of a customer', { customerId: anId(1) }],
  [' of a product', { productId: anId(2), status: 'pending' }],
  [' of a time range', { from, to }],
  [' since a time', { status: 'pending', from }],
])('the list of purchases%s refuses cursors that it cannot have issued', async (_, query) => {
  await checkCursors({
    handler,
    request: { query },
    query: { list: 'purchases', ...query },
    real: purchaseId,
  });
});

test.each([
  ['before', '2025-12-31T00:00:00.000Z'],
  ['after', '2026-01-03T00:00:00.000Z'],
])('a cursor at a purchase made %s the time range is refused', async (_, time) => {
  const query = { from, to };
  const cursor = encodeCursor(newId(time), { list: 'purchases', ...query });
  expect(await ask(handler, { query: { ...query, cursor } })).toMatchObject({
    status: 400,
    body: { type: 'urn:multidomain:problem:invalid-cursor' },
  });
});
