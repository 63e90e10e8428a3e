import type { PurchaseStep, PurchaseView } from '../../contracts/purchases/shapes.ts';
import { expectedSteps } from '../shop/expected.ts';
import { must } from '../violation.ts';
import { type Shop, same } from './shop.ts';

/** The history of each purchase is complete, and tells its events as they were published. */
export async function checkHistory({ api, world }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const rule = 'the history has each event once';
  const publishedEvents = new Map(
    world.bus.accepted
      .values()
      .map(({ metadata: { eventId, occurredAt, correlationId, causationId } }) => [
        eventId,
        { occurredAt, correlationId, causationId },
      ]),
  );
  for (const purchase of purchases) {
    const { purchaseId } = purchase;
    const { items } = await api('GET /purchases/{purchaseId}/history', { path: { purchaseId } });
    const names = items.map(({ event }) => event).toSorted();
    same(rule, purchaseId, names, expectedSteps(purchase).toSorted());
    for (const step of items) {
      const published = publishedEvents.get(step.eventId);
      // The bus may have lost an event that the purchase tells.
      if (published !== undefined)
        same('the history tells events as they were published', purchaseId, saidBy(step), published);
    }
    const ids = new Set(items.map(({ correlationId }) => correlationId));
    // The request has one, and each return or cancellation.
    must(
      ids.size <= purchase.version - 1,
      'a request and what it causes have one correlation id',
      () => purchaseId,
    );
  }
}

const saidBy = ({ occurredAt, correlationId, causationId }: PurchaseStep) => ({
  occurredAt,
  correlationId,
  causationId,
});
