import * as z from 'zod';
import { idSchema } from '../../../shared/values/ids.ts';
import { MAX_QUANTITY } from '../../../shared/values/money.ts';

/** Body of `POST /purchases`. */
export const newPurchaseSchema = z.strictObject({
  customerId: idSchema,
  productId: idSchema,
  quantity: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(MAX_QUANTITY, `must be at most ${MAX_QUANTITY}`),
});

/** Path of `/purchases/{purchaseId}`. */
export const purchasePathSchema = z.strictObject({ purchaseId: idSchema });

export type NewPurchase = z.infer<typeof newPurchaseSchema>;
