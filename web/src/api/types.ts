import type { Buyer, ProductView } from '../../../contracts/catalog/shapes.ts';
import type { BoughtProduct, CustomerView } from '../../../contracts/customer/shapes.ts';
import type { Excerpt, Page } from '../../../contracts/definition/shapes.ts';

export type {
  NewProduct,
  ProductPatch,
  ProductView as Product,
  StockAdjustment,
} from '../../../contracts/catalog/shapes.ts';
export type { CustomerPatch, NewCustomer } from '../../../contracts/customer/shapes.ts';
export type {
  NewPurchase,
  PurchaseStatus,
  PurchaseStep,
  PurchaseView as Purchase,
} from '../../../contracts/purchases/shapes.ts';
export type { BoughtProduct, Buyer, CustomerView, Page };

/** Rows of search results, with the latest purchases. */
export type CustomerRow = CustomerView & { readonly products: Excerpt<BoughtProduct> };
export type ProductRow = ProductView & { readonly customers: Excerpt<Buyer> };
