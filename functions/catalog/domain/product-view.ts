import { productSchema } from '../../../contracts/catalog/shapes.ts';
import { viewOf } from '../../../contracts/definition/view-of.ts';

/** A product as the API answers it. */
export const productView = viewOf(productSchema);
