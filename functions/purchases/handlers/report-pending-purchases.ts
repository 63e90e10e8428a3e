import { logger } from '../../../shared/logging/logger.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { age } from '../../../shared/logging/metrics.ts';
import { purchaseIndexes } from '../adapters/tables.ts';

/** On a schedule → the metric `OldestPendingPurchase`, in seconds; 0 if nothing is pending */
export const handler = async (): Promise<void> => {
  const oldest = await purchaseIndexes.oldestPending();
  const seconds = oldest === undefined ? 0 : Math.round((Date.now() - Date.parse(oldest)) / 1000);
  logger.info('oldest pending purchase', { seconds });
  age(metricNames.oldestPendingPurchase, seconds);
};
