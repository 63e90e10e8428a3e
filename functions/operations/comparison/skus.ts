import type { Row } from '../derived/rows.ts';
import { productsOfSku, skuOfProduct, skus } from '../derived/skus.ts';
import { type Check, type Subject, subjectsOf, textIn } from './check.ts';

const subjectOfProduct = (row: Row): Subject[] => {
  const sku = skuOfProduct(row);
  return sku === undefined ? [] : [{ sku, productId: textIn(row, 'productId') }];
};
const subjectsOfSku = (row: Row): Subject[] =>
  [...productsOfSku(row)].map((productId) => ({ sku: textIn(row, 'sku'), productId }));

/** The products of each SKU with the SKU of each product. Several with one SKU are none of its business. */
export const skuCheck: Check = {
  name: skus.table,
  rebuiltAs: skus.name,
  subjects: (rows) => subjectsOf(rows, { [skus.owner]: subjectOfProduct, [skus.table]: subjectsOfSku }),
  async compare(rows, subjects) {
    const products = await rows.get(
      skus.owner,
      subjects.map(({ productId = '' }) => ({ productId })),
    );
    const taken = await rows.get(
      skus.table,
      subjects.map(({ sku = '' }) => ({ sku })),
    );
    return subjects.map(({ sku, productId = '' }, index) => {
      const has = skuOfProduct(products[index]) === sku;
      if (has === productsOfSku(taken[index]).has(productId)) return undefined;
      return {
        text: has ? `${productId} does not hold its SKU` : `${productId} holds a SKU that it does not have`,
      };
    });
  },
};
