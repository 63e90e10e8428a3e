import type { ItemOf } from '../../../client/routes.ts';
import type { Buyer } from '../../../contracts/catalog/shapes.ts';
import type { BoughtProduct, CustomerView } from '../../../contracts/customer/shapes.ts';
import type { Excerpt, Page } from '../../../contracts/definition/shapes.ts';

export type {
  JointBuyer,
  NewProduct,
  ProductPatch,
  ProductTotals,
  ProductView as Product,
  StockAdjustment,
  StockChangeView as StockChange,
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
export type CustomerRow = ListedCustomer & { readonly products: Excerpt<BoughtProduct> };
export type ProductRow = ListedProduct & { readonly customers: Excerpt<Buyer> };

/** Items of the lists. Those that are sorted by totals have them. */
export type ListedCustomer = ItemOf<'GET /customers'>;
export type ListedProduct = ItemOf<'GET /products'>;
export type Totals = NonNullable<ListedCustomer['totals']>;
