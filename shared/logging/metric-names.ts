/** The names of the metrics that functions write, for whoever writes or watches them. Each has the dimension `service`. */
export const metricNames = {
  /** Comparisons of tables that got through everything. */
  checksCompleted: 'ChecksCompleted',
  /** Comparisons of tables that did not have enough time. */
  checksUnfinished: 'ChecksUnfinished',
  /** Differences between tables, in all and by `check`; 0 when they agree. */
  differences: 'Differences',
  /** How late a consumer handled an event, in milliseconds, by `event`. */
  eventLag: 'EventLag',
  /** The age of the oldest pending purchase, in seconds; 0 when none is pending. */
  oldestPendingPurchase: 'OldestPendingPurchase',
  /** Requests accepted as purchases. */
  purchasesRequested: 'PurchasesRequested',
  /** Purchases settled, by `outcome`: `completed`, or the code of a rejection. */
  purchasesSettled: 'PurchasesSettled',
  /** Reads of stored rows that do not match their schema. */
  unreadableRows: 'UnreadableRows',
} as const;

export type MetricName = (typeof metricNames)[keyof typeof metricNames];
