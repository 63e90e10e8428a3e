import { viewOf } from '../../../contracts/definition/view-of.ts';
import { purchaseSchema } from '../../../contracts/purchases/shapes.ts';

/** A purchase as the API answers it. */
export const purchaseView = viewOf(purchaseSchema);
