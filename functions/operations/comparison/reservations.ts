import type { Row } from '../derived/rows.ts';
import { type Check, differing, subjectsOf, textIn } from './check.ts';

/**
 * What the reservation of a purchase may be. That of a cancelled one is rejected if it was made again after a restore, and
 * there was no stock any more: either way, the purchase has none.
 */
const expected: Readonly<Record<string, readonly unknown[]>> = {
  completed: ['reserved'],
  rejected: ['rejected'],
  cancelled: ['released', 'rejected'],
};

/** Reservations with purchases. What stock a product began with is unknown. */
export const reservationCheck: Check = {
  name: 'catalog Reservations',
  subjects: (rows) => {
    const subjectOf = (row: Row) => ({ purchaseId: textIn(row, 'purchaseId') });
    return subjectsOf(rows, { 'purchases Purchases': subjectOf, 'catalog Reservations': subjectOf });
  },
  async compare(rows, subjects) {
    const keys = subjects.map(({ purchaseId = '' }) => ({ purchaseId }));
    const purchases = await rows.get('purchases Purchases', keys);
    const reservations = await rows.get('catalog Reservations', keys);
    return keys.map(({ purchaseId }, index) => {
      const why = whyWrong(purchases[index], reservations[index]);
      if (why === undefined) return undefined;
      const text = `${purchaseId} ${why}`;
      // Nobody expects the event of a reservation without a purchase.
      return purchases[index] === undefined ? { text } : { text, republish: purchaseId };
    });
  },
};

function whyWrong(purchase: Row | undefined, reservation: Row | undefined): string | undefined {
  if (purchase === undefined) return whyStray(reservation);
  const status = textIn(purchase, 'status');
  if (status === 'pending')
    return `belongs to a purchase that has been pending since ${purchase['createdAt']}`;
  if (reservation === undefined) return `is missing; the purchase is ${status}`;
  const other = differing(purchase, reservation, ['productId', 'quantity', 'returned']);
  if (other !== undefined) return `has another ${other} than the purchase`;
  return expected[status]?.includes(reservation['status'])
    ? undefined
    : `is ${reservation['status']}; the purchase is ${status}`;
}

/** What is wrong with a reservation of no purchase. */
function whyStray(reservation: Row | undefined): string | undefined {
  if (reservation === undefined) return undefined;
  const { status } = reservation;
  return status === 'reserved'
    ? 'reserves stock for a purchase that does not exist'
    : `is ${status}; there is no such purchase`;
}
