import { setTimeout as pause } from 'node:timers/promises';
import { isProblem } from '../../client/errors.ts';
import type { NewPurchase } from '../../contracts/purchases/shapes.ts';
import type { Purchase, Shop } from './shop.ts';

/** The longest time for Purchases to learn of a new customer or product, or for a purchase to settle. */
const DEADLINE_MS = 60_000;
/** About as long as a purchase takes under load: polled sooner, most would still be pending. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 3_000;

export interface Waiting {
  readonly signal?: AbortSignal | undefined;
  /** Default: 60 s. */
  readonly deadlineMs?: number;
  /** The first pause; each is 1.5 times as long as the one before, up to 3 s. Default: 1 s. */
  readonly firstPauseMs?: number;
}

/**
 * Requests a purchase, and retries while Purchases has not learned of a new customer or product yet.
 * @throws ApiProblem `unknown-customer` or `unknown-product` after the deadline.
 */
export async function requestWhenKnown(
  shop: Shop,
  request: NewPurchase,
  key: string,
  waiting: Waiting = {},
): Promise<Purchase> {
  let refusal: unknown;
  const purchase = await poll(waiting, async () => {
    try {
      return await shop.requestPurchase(request, key);
    } catch (error) {
      if (!isProblem(error, 'unknown-customer', 'unknown-product')) throw error;
      refusal = error;
      return undefined;
    }
  });
  if (purchase === undefined) throw refusal;
  return purchase;
}

/** Waits until the purchase is no longer pending. Returns it pending after the deadline. */
export async function untilSettled(shop: Shop, purchase: Purchase, waiting: Waiting = {}): Promise<Purchase> {
  // Starts with the answer to the request, so that the first poll comes after a pause.
  let known: Purchase | undefined = purchase;
  const settled = await poll(waiting, async () => {
    const current = known ?? (await shop.findPurchase(purchase.purchaseId));
    known = undefined;
    return current?.status === 'pending' ? undefined : current;
  });
  return settled ?? purchase;
}

/** Polls until `ask` returns something; undefined after the deadline. */
async function poll<T>(
  { signal, deadlineMs = DEADLINE_MS, firstPauseMs = FIRST_PAUSE_MS }: Waiting,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = performance.now() + deadlineMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (answer !== undefined || performance.now() >= deadline) return answer;
    await pause(pauseMs, undefined, signal === undefined ? {} : { signal });
  }
}
