import type { Purchase, PurchaseStep } from '../../api/types.ts';
import { counted } from '../../components/format.ts';

/** An event in plain words; its name if the page does not know it. */
export function stepText(event: string, { quantity }: Pick<Purchase, 'quantity'>): string {
  const units = counted(quantity, 'unit');
  switch (event) {
    case 'PurchaseRequested':
      return `${units} requested`;
    case 'StockReserved':
      return `Catalog reserved ${units}`;
    case 'StockRejected':
      return `Catalog could not reserve ${units}`;
    case 'PurchaseCompleted':
      return 'The purchase was completed';
    case 'PurchaseRejected':
      return 'The purchase was rejected';
    case 'PurchaseReturned':
      return 'Units were returned, and are in stock again';
    case 'PurchaseCancelled':
      return 'The purchase was cancelled, and the stock is returned';
    default:
      return event;
  }
}

/** The name of the event that caused a step; `undefined` if it is unknown, or if a request caused the step. */
export const causeOf = (steps: readonly PurchaseStep[], { causationId }: PurchaseStep): string | undefined =>
  steps.find(({ eventId }) => eventId === causationId)?.event;

/** What an incomplete history is waiting for. */
export function awaitedText(steps: readonly PurchaseStep[], { status }: Pick<Purchase, 'status'>): string {
  if (status !== 'pending') return 'More events will appear here in a moment';
  return steps.some(({ service }) => service === 'catalog')
    ? 'Waiting for Purchases to complete or reject the purchase'
    : 'Waiting for Catalog to reserve the stock';
}
