import type { NewPurchase } from '../../contracts/purchases/shapes.ts';
import type { Desk, Task } from './desk.ts';
import type { KnownProduct, KnownPurchase } from './ledger.ts';

/** The part of the purchases that are of the hot product. */
const HOT = 0.3;

/** Sells everybody's products to everybody's customers. */
export function purchaseTasks(desk: Desk, hot: KnownProduct): Task[] {
  const own: KnownPurchase[] = [];
  const { ledger, random } = desk;

  async function sell(): Promise<void> {
    const customerId = desk.oneOf(ledger.customers)?.customerId;
    const productId = (random.fraction() < HOT ? hot : desk.oneOf(ledger.products))?.productId;
    if (customerId === undefined || productId === undefined) return;
    const purchase = await buy(desk, { customerId, productId, quantity: random.integer(1, 3) });
    if (purchase !== undefined) own.push(purchase);
  }

  /** As a client does that got no answer. */
  async function repeat(): Promise<void> {
    const purchase = desk.oneOf(own);
    if (purchase === undefined) return;
    const again = await request(desk, purchase.request, purchase.key);
    if (again?.purchaseId === purchase.purchaseId) return;
    const answer = again?.purchaseId ?? 'a refusal';
    ledger.surprises.push(`the key of ${purchase.purchaseId} with the same body gave ${answer}`);
  }

  async function reuseKey(): Promise<void> {
    const purchase = desk.oneOf(own);
    if (purchase === undefined) return;
    const body = { ...purchase.request, quantity: purchase.request.quantity + 1 };
    const done = await desk.ask(
      (api) => api('POST /purchases', { body, idempotencyKey: purchase.key }),
      'idempotency-key-reused',
    );
    if (done === undefined) return;
    ledger.surprises.push(`the key of ${purchase.purchaseId} with another body gave ${done.purchaseId}`);
  }

  async function cancel(): Promise<void> {
    const purchase = desk.oneOf(own);
    if (purchase === undefined) return;
    const cancellation = {
      path: { purchaseId: purchase.purchaseId },
      idempotencyKey: crypto.randomUUID(),
    };
    const done = await desk.ask(
      (api) => api('POST /purchases/{purchaseId}/cancellation', cancellation),
      'purchase-pending',
      'purchase-rejected',
    );
    if (done !== undefined) purchase.isCancelled = true;
  }

  /** Returns a unit, if another one is kept. */
  async function giveBack(): Promise<void> {
    const purchase = desk.oneOf(own.filter(({ request, returned }) => request.quantity - returned > 1));
    if (purchase === undefined) return;
    const { purchaseId } = purchase;
    const request = { path: { purchaseId }, body: { quantity: 1 }, idempotencyKey: crypto.randomUUID() };
    const done = await desk.ask(
      (api) => api('POST /purchases/{purchaseId}/returns', request),
      'purchase-pending',
      'purchase-rejected',
      'return-exceeds-purchase',
    );
    if (done !== undefined) purchase.returned += 1;
  }

  async function list(): Promise<void> {
    const customerId = desk.oneOf(ledger.customers)?.customerId;
    if (customerId !== undefined) {
      await desk.ask((api) => api('GET /purchases', { query: { customerId } }));
    }
  }

  return [
    { weight: 40, work: sell },
    { weight: 5, work: repeat },
    { weight: 3, work: reuseKey },
    { weight: 8, work: cancel },
    { weight: 4, work: giveBack },
    { weight: 4, work: list },
  ];
}

/** Buys, and notes it; undefined while Purchases does not know the customer or the product, or no longer. */
export async function buy(desk: Desk, body: NewPurchase): Promise<KnownPurchase | undefined> {
  const key = crypto.randomUUID();
  const accepted = await request(desk, body, key);
  if (accepted === undefined) return undefined;
  const purchase = { purchaseId: accepted.purchaseId, key, request: body, isCancelled: false, returned: 0 };
  desk.ledger.purchases.push(purchase);
  return purchase;
}

const request = (desk: Desk, body: NewPurchase, idempotencyKey: string) =>
  desk.ask((api) => api('POST /purchases', { body, idempotencyKey }), 'unknown-customer', 'unknown-product');
