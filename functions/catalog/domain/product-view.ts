import { type ProductView, productSchema } from '../../../contracts/catalog/shapes.ts';
import { viewOf } from '../../../contracts/definition/view-of.ts';
import type { Product } from './product.ts';

const view = viewOf(productSchema);

/** A product as the API answers it. */
export const productView = (product: Product): ProductView =>
  view('removedAt' in product ? { ...product, archived: true } : product);
