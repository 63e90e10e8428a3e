/** What the form of a new purchase is filled with when it opens. */
export interface PurchaseStart {
  readonly customerId?: string;
  readonly productId?: string;
  readonly quantity?: number;
}
