/** The initial values of the form for a new purchase. */
export interface PurchaseStart {
  readonly customerId?: string;
  readonly productId?: string;
  readonly quantity?: number;
}
