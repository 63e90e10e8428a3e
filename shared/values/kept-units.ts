/** How many units a purchase has, and how many of them were returned; missing if none was. */
export interface PurchasedUnits {
  readonly quantity: number;
  readonly returned?: number | undefined;
}

/** How many units the customer has kept. */
export const keptUnitsOf = ({ quantity, returned = 0 }: PurchasedUnits): number => quantity - returned;
