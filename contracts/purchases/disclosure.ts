import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { defineDisclosure } from '../definition/define-disclosure.ts';
import { pageParameters } from '../definition/query-parameters.ts';
import { nameSchema } from '../definition/shapes.ts';
import { purchaseSchema, purchaseStepSchema } from './shapes.ts';

/** Up to 100 purchases with their history, newest first, and the customer's name as far as Purchases knows it. */
export const PurchasesDisclosure = /* @__PURE__ */ defineDisclosure(() => ({
  asked: z.strictObject({ customerId: idSchema, cursor: pageParameters.cursor }),
  held: z.strictObject({
    name: nameSchema.optional(),
    purchases: z.array(purchaseSchema.extend({ history: z.array(purchaseStepSchema) })),
    nextCursor: z.string().min(1).optional(),
  }),
}));
