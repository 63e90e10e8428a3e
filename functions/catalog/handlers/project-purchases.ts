import { ProjectPurchases } from '../../../contracts/consumers/catalog.ts';
import { projectPurchases } from '../../../shared/projections/project-purchases.ts';
import { productCustomer } from '../adapters/tables.ts';

/** PurchaseCompleted, PurchaseCancelled → the product-customer table */
export const handler = projectPurchases(ProjectPurchases, productCustomer);
