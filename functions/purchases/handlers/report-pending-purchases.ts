import { logger } from '../../../shared/logging/logger.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { age } from '../../../shared/logging/metrics.ts';
import { pendingPurchases, purchaseIndexes } from '../adapters/tables.ts';
import type { Purchase } from '../domain/purchase.ts';

/** A purchase normally takes seconds. */
const STUCK_MS = 2 * 60_000;

/** The part of a purchase's age after which it is requested again: ever less often, so that a long outage leaves few requests. */
const PART_OF_AGE = 1 / 4;

/**
 * On a schedule → the metric `OldestPendingPurchase`, in seconds, 0 if nothing is pending; purchases that have been
 * pending for more than two minutes are requested again
 */
export const handler = async (): Promise<void> => {
  const now = Date.now();
  const pending = await purchaseIndexes.somePending();
  // Since the request: the purchase may have been made years ago.
  const ageOf = ({ createdAt }: Purchase) => now - Date.parse(createdAt);
  const seconds = Math.round(Math.max(0, ...pending.map(ageOf)) / 1000);
  age(metricNames.oldestPendingPurchase, seconds);
  const timeOf = (ms: number) => new Date(ms).toISOString();
  let requested = 0;
  for (const purchase of pending.filter((each) => ageOf(each) > STUCK_MS)) {
    const before = timeOf(now - Math.max(STUCK_MS, ageOf(purchase) * PART_OF_AGE));
    if (await pendingPurchases.requestAgain(purchase.purchaseId, timeOf(now), before)) requested += 1;
  }
  logger.info('pending purchases', { oldestSeconds: seconds, requestedAgain: requested });
};
