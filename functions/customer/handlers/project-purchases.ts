import { ProjectPurchases } from '../../../contracts/consumers/customer.ts';
import { projectPurchases } from '../../../shared/projections/project-purchases.ts';
import { customerProduct } from '../adapters/tables.ts';

/** PurchaseCompleted, PurchaseCancelled → the customer-product table */
export const handler = projectPurchases(ProjectPurchases, customerProduct);
