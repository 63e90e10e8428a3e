import { setTimeout as pause } from 'node:timers/promises';
import { isProblem } from '../../client/errors.ts';
import type { NewPurchase } from '../../contracts/purchases/shapes.ts';
import type { Purchase, Shop } from './shop.ts';

/** How long Purchases may take to hear of a new customer or product, and a purchase to be settled. */
const DEADLINE_MS = 60_000;
/** About as long as a purchase takes under load: asked sooner, most answers would be "pending". */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 3_000;

export interface Waiting {
  readonly signal?: AbortSignal | undefined;
  /** Default: 60 s. */
  readonly deadlineMs?: number;
  /** The first pause; each next one is half as long again, up to 3 s. Default: 1 s. */
  readonly firstPauseMs?: number;
}

/**
 * Requests a purchase; customers and products just created are not known to Purchases yet, so it asks again.
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

/** The purchase once it is no longer pending; after the deadline as it is, pending. */
export async function untilSettled(shop: Shop, purchase: Purchase, waiting: Waiting = {}): Promise<Purchase> {
  // A purchase takes a moment: what has just been answered need not be asked again at once.
  let known: Purchase | undefined = purchase;
  const settled = await poll(waiting, async () => {
    const current = known ?? (await shop.findPurchase(purchase.purchaseId));
    known = undefined;
    return current?.status === 'pending' ? undefined : current;
  });
  return settled ?? purchase;
}

/** Asks until there is an answer; undefined after the deadline. */
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
