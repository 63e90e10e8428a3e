import * as z from 'zod';
import { MAX_NAME } from '../../shared/values/text.ts';
import { defineEvent, type EventOf } from '../definition/define-event.ts';
import { textField } from '../definition/event-fields.ts';

const customer = /* @__PURE__ */ z.object({ customerId: z.uuid(), name: textField(MAX_NAME) });

/** A customer was added. */
export const CustomerAdded = defineEvent('multidomain.customer', 'CustomerAdded', customer);

/** A detail of a customer changed. */
export const CustomerUpdated = defineEvent('multidomain.customer', 'CustomerUpdated', customer);

/** A customer was removed. Their id is never reused. */
export const CustomerRemoved = defineEvent(
  'multidomain.customer',
  'CustomerRemoved',
  z.object({ customerId: z.uuid() }),
);

export type CustomerEvent =
  | EventOf<typeof CustomerAdded>
  | EventOf<typeof CustomerUpdated>
  | EventOf<typeof CustomerRemoved>;
