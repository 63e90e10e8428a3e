import { ApiProblem } from '../../client/errors.ts';
import { pause } from '../../client/pause.ts';
import type { KeyedRequest, Purchase, Shop } from './shop.ts';

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

/** Refusals after which the same request may succeed: Purchases has not learned of a customer or product yet, or is busy. */
const TEMPORARY: readonly string[] = [
  'unknown-customer',
  'unknown-product',
  'overloaded',
  'concurrent-change',
  'internal-error',
];

/**
 * Requests purchases together, and again those that may succeed a moment later.
 * @returns for each request its purchase, or why it is still refused after the deadline.
 */
export async function requestAll(
  shop: Shop,
  requests: readonly KeyedRequest[],
  waiting: Waiting = {},
): Promise<(Purchase | ApiProblem)[]> {
  const results: (Purchase | ApiProblem)[] = [];
  let left = [...requests.entries()];
  const mayStillSucceed = (result: Purchase | ApiProblem | undefined): boolean =>
    result instanceof ApiProblem && TEMPORARY.includes(result.code);
  await pollUntil(waiting, async () => {
    const answers = left.length === 0 ? [] : await shop.requestPurchases(left.map(([, each]) => each));
    for (const [n, [index]] of left.entries()) results[index] = answers[n] as Purchase | ApiProblem;
    left = left.filter(([index]) => mayStillSucceed(results[index]));
    return left.length === 0;
  });
  return results;
}

/**
 * Waits until purchases are no longer pending.
 * @param onSettled is told of each; not of those that are still pending after the deadline.
 */
export async function settleAll(
  shop: Shop,
  purchases: readonly Purchase[],
  onSettled: (purchase: Purchase) => void,
  waiting: Waiting = {},
): Promise<void> {
  let left = purchases.map(({ purchaseId }) => purchaseId);
  await pollUntil(waiting, async (attempt) => {
    // Starts with the answers to the requests, so that the first poll comes after a pause.
    const known = attempt === 0 ? purchases : await shop.findPurchases(left);
    const settled = known.filter(({ status }) => status !== 'pending');
    for (const purchase of settled) onSettled(purchase);
    const done = new Set(settled.map(({ purchaseId }) => purchaseId));
    left = left.filter((purchaseId) => !done.has(purchaseId));
    return left.length === 0;
  });
}

/** Asks until it is done, with growing pauses, at most until the deadline. */
async function pollUntil(
  { signal, deadlineMs = DEADLINE_MS, firstPauseMs = FIRST_PAUSE_MS }: Waiting,
  isDone: (attempt: number) => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  let pauseMs = firstPauseMs;
  for (let attempt = 0; !(await isDone(attempt)) && performance.now() < deadline; attempt += 1) {
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS);
  }
}
