import { CustomerDisclosure } from '../../../contracts/customer/disclosure.ts';
import { disclose } from '../../../shared/disclosures/disclose.ts';
import { customerProduct, customers, idempotency } from '../adapters/tables.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = disclose(CustomerDisclosure, async ({ customerId, productIds }, now) => {
  const [customer, products, rememberedAnswer] = await Promise.all([
    customers.get(customerId),
    customerProduct.countedOf(customerId, productIds),
    idempotency.answerAbout(customerId),
  ]);
  return { customer: customerView(customer, now), products, ...(rememberedAnswer && { rememberedAnswer }) };
});
