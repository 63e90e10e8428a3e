import { CatalogDisclosure } from '../../../contracts/catalog/disclosure.ts';
import { CustomerDisclosure } from '../../../contracts/customer/disclosure.ts';
import { PurchasesDisclosure } from '../../../contracts/purchases/disclosure.ts';
import { environment } from '../../../shared/config/environment.ts';
import { askOf } from '../../../shared/disclosures/ask.ts';

const names = environment('CUSTOMER_DISCLOSURE', 'CATALOG_DISCLOSURE', 'PURCHASES_DISCLOSURE');

/** Ask each service what it holds of a customer. */
export const askCustomer = askOf(CustomerDisclosure, names.CUSTOMER_DISCLOSURE);
export const askCatalog = askOf(CatalogDisclosure, names.CATALOG_DISCLOSURE);
export const askPurchases = askOf(PurchasesDisclosure, names.PURCHASES_DISCLOSURE);
