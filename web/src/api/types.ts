import type { Product } from '../../../functions/catalog/domain/product.ts';
import type { CustomerView } from '../../../functions/customer/domain/customer-view.ts';
import type { PurchaseStatus } from '../../../functions/purchases/domain/purchase.ts';
import type { Page } from '../../../shared/paging/cursor.ts';
import type { Excerpt, NamedPair } from '../../../shared/projections/pair-page.ts';

export type { NewProduct, ProductPatch } from '../../../functions/catalog/domain/product-schema.ts';
export type { ProductStatistics } from '../../../functions/catalog/domain/product-statistics.ts';
export type { CustomerPatch, NewCustomer } from '../../../functions/customer/domain/customer-schema.ts';
export type { CustomerStatistics } from '../../../functions/customer/domain/customer-statistics.ts';
export type { PurchaseStatistics } from '../../../functions/purchases/domain/day-count.ts';
export type { Purchase } from '../../../functions/purchases/domain/purchase.ts';
export type { NewPurchase } from '../../../functions/purchases/domain/purchase-schema.ts';
export type { PurchaseStep } from '../../../functions/purchases/domain/purchase-step.ts';
export type { CustomerView, Page, Product, PurchaseStatus };

/** A product that a customer bought, or a customer who bought a product; no name when it was removed. */
export type BoughtProduct = NamedPair<'productId'>;
export type Buyer = NamedPair<'customerId'>;

/** Rows of the searches, with the first of what was bought. */
export type CustomerRow = CustomerView & { readonly products: Excerpt<BoughtProduct> };
export type ProductRow = Product & { readonly customers: Excerpt<Buyer> };
