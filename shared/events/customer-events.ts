import * as z from 'zod';
import { defineEvent, type EventOf } from './define-event.ts';

const customer = z.object({ customerId: z.uuid(), name: z.string() });

/** A customer was added. */
export const CustomerAdded = defineEvent('multidomain.customer', 'CustomerAdded', customer);

/** Any detail of a customer changed. */
export const CustomerUpdated = defineEvent('multidomain.customer', 'CustomerUpdated', customer);

/** A customer was removed; nothing brings the id back. */
export const CustomerRemoved = defineEvent(
  'multidomain.customer',
  'CustomerRemoved',
  z.object({ customerId: z.uuid() }),
);

export type CustomerEvent =
  | EventOf<typeof CustomerAdded>
  | EventOf<typeof CustomerUpdated>
  | EventOf<typeof CustomerRemoved>;
