import { Refusal } from '../../../shared/refusals/refusal.ts';
import { fold } from '../../../shared/values/fold.ts';

/** A SKU as it is compared with others: ignoring case and accents, as it is searched. */
export const skuKey = (sku: string): string => `sku:${fold(sku)}`;

/** For a product whose SKU another one has. */
export const skuTaken = (sku: string): Refusal =>
  new Refusal('sku-taken', `The SKU ${sku} belongs to another product.`, [
    { path: 'sku', message: 'belongs to another product' },
  ]);
