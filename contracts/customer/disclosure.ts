import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { askedIds, countedProductSchema, defineDisclosure } from '../definition/define-disclosure.ts';
import { timeSchema } from '../definition/shapes.ts';
import { customerSchema } from './shapes.ts';

/**
 * The customer, what they bought of these products, and the answer that is remembered for the `Idempotency-Key` with
 * which they were added.
 */
export const CustomerDisclosure = /* @__PURE__ */ defineDisclosure(() => ({
  asked: z.strictObject({ customerId: idSchema, productIds: askedIds }),
  held: z.strictObject({
    customer: customerSchema,
    products: z.array(countedProductSchema),
    rememberedAnswer: z.strictObject({ answer: z.unknown(), until: timeSchema }).optional(),
  }),
}));
