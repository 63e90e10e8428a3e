import type { Row } from '../derived/rows.ts';
import { type Check, differing, subjectsOf, textIn } from './check.ts';

/** The status of the reservation of a purchase. */
const expected: Readonly<Record<string, string>> = {
  completed: 'reserved',
  rejected: 'rejected',
  cancelled: 'released',
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
      return why === undefined ? undefined : { text: `${purchaseId} ${why}`, republish: purchaseId };
    });
  },
};

function whyWrong(purchase: Row | undefined, reservation: Row | undefined): string | undefined {
  if (purchase === undefined) return 'reserves stock for a purchase that does not exist';
  const status = textIn(purchase, 'status');
  if (status === 'pending')
    return `belongs to a purchase that has been pending since ${purchase['createdAt']}`;
  if (reservation === undefined) return `is missing; the purchase is ${status}`;
  const other = differing(purchase, reservation, ['productId', 'quantity']);
  if (other !== undefined) return `has another ${other} than the purchase`;
  return reservation['status'] === expected[status]
    ? undefined
    : `is ${reservation['status']}; the purchase is ${status}`;
}
