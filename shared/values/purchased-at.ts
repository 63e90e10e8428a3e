/** The times in a purchase's row. `purchasedAt` is missing if the purchase was requested when it was made, as nearly all are. */
export interface PurchaseTimes {
  readonly createdAt: string;
  readonly purchasedAt?: string | undefined;
}

/** When a purchase was made, ISO 8601 UTC: the time in its id. */
export const purchasedAtOf = ({ createdAt, purchasedAt = createdAt }: PurchaseTimes): string => purchasedAt;
