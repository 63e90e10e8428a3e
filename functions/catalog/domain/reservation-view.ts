import { reservationSchema } from '../../../contracts/catalog/disclosure.ts';
import { viewOf } from '../../../contracts/definition/view-of.ts';

/** A reservation as it is disclosed. */
export const reservationView = viewOf(reservationSchema);
