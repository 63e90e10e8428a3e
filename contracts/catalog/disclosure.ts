import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { askedIds, countedProductSchema, defineDisclosure } from '../definition/define-disclosure.ts';
import { nameSchema, versioned } from '../definition/shapes.ts';

/** The stock of a purchase. Only a rejected one has a `rejection`. `returned` is missing if no unit was, and if all were: then it is released. */
export const reservationSchema = /* @__PURE__ */ z.strictObject({
  purchaseId: idSchema,
  productId: idSchema,
  quantity: z.int(),
  returned: z.int().optional(),
  status: z.enum(['reserved', 'released', 'rejected']),
  rejection: z.strictObject({ code: z.string().min(1), detail: z.string().min(1) }).optional(),
  ...versioned,
});

/**
 * What the customer bought of these products, the stock reserved for these purchases, and the customer's name as far as
 * Catalog knows it.
 */
export const CatalogDisclosure = /* @__PURE__ */ defineDisclosure(() => ({
  asked: z.strictObject({ customerId: idSchema, productIds: askedIds, purchaseIds: askedIds }),
  held: z.strictObject({
    name: nameSchema.optional(),
    products: z.array(countedProductSchema),
    reservations: z.array(reservationSchema),
  }),
}));
