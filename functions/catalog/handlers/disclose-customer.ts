import { CatalogDisclosure } from '../../../contracts/catalog/disclosure.ts';
import { disclose } from '../../../shared/disclosures/disclose.ts';
import { customerReplica, productCustomer, reservations } from '../adapters/tables.ts';
import { reservationView } from '../domain/reservation-view.ts';

export const handler = disclose(CatalogDisclosure, async ({ customerId, productIds, purchaseIds }) => {
  const [replica, products, reserved] = await Promise.all([
    customerReplica.get(customerId),
    productCustomer.countedOf(customerId, productIds),
    reservations.getAll(purchaseIds),
  ]);
  return { ...replica, products, reservations: reserved.map(reservationView) };
});
