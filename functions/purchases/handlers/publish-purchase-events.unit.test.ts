import { expect, test } from 'vitest';
import { stored } from '../../../shared/testing/fixed.ts';
import { publishedBy } from '../../../shared/testing/published-by.ts';
import { aStreamRecord } from '../../../shared/testing/stream-event.ts';
import { aPurchase } from '../testing/builders.ts';

const publish = publishedBy(() => import('./publish-purchase-events.ts'));

test('the stream of purchases is published as events', async () => {
  const pending = stored(aPurchase());
  const completed = stored(aPurchase({ status: 'completed', version: 2 }));
  const cancelled = stored(aPurchase({ status: 'cancelled', version: 3 }));
  const rejection = { code: 'insufficient-stock', detail: '1 wanted, 0 in stock.' };
  const rejected = stored(aPurchase({ status: 'rejected', rejection, version: 2 }));
  expect(
    await publish([
      aStreamRecord('PURCHASES_TABLE', 1, { after: pending }),
      aStreamRecord('PURCHASES_TABLE', 2, { before: pending, after: completed }),
      aStreamRecord('PURCHASES_TABLE', 3, { before: completed, after: cancelled }),
      aStreamRecord('PURCHASES_TABLE', 4, { before: pending, after: rejected }),
    ]),
  ).toEqual(['PurchaseRequested', 'PurchaseCompleted', 'PurchaseCancelled', 'PurchaseRejected']);
});
