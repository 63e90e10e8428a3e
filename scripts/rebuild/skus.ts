import { idIn } from '../../functions/operations/derived/rows.ts';
import { productsOfSku, skuOfProduct, type skus } from '../../functions/operations/derived/skus.ts';
import type { TransactWrite } from '../../shared/dynamodb/commit.ts';
import { unchanged } from './conditions.ts';
import type { Workshop } from './workshop.ts';

/** Rebuilds which product has which SKU, product by product, provided that the product stays as it is. */
export async function rebuildSkus(workshop: Workshop, { name, table, owner }: typeof skus): Promise<void> {
  const TableName = workshop.nameOf(table);
  const correct = (productId: string, sku: string) =>
    workshop.settle(`${table} ${productId}`, async () => {
      const row = await workshop.getOne(owner, { productId });
      const has = skuOfProduct(row) === sku;
      if (has === productsOfSku(await workshop.getOne(table, { sku })).has(productId)) return;
      const same: TransactWrite = {
        ConditionCheck: {
          TableName: workshop.nameOf(owner),
          Key: { productId },
          ...unchanged(row && { productId, version: row['version'] }, 'productId'),
        },
      };
      const write: TransactWrite = {
        Update: {
          TableName,
          Key: { sku },
          UpdateExpression: `${has ? 'ADD' : 'DELETE'} productIds :productIds`,
          ExpressionAttributeValues: { ':productIds': new Set([productId]) },
        },
      };
      await workshop.commit([same, write], 1);
    });

  await workshop.walk(`${name}, owners`, owner, async (page) => {
    const having = page.flatMap((row) => {
      const sku = skuOfProduct(row);
      return sku === undefined ? [] : [{ productId: idIn(row, 'productId'), sku }];
    });
    const found = await workshop.rows.get(
      table,
      having.map(({ sku }) => ({ sku })),
    );
    for (const [index, { productId, sku }] of having.entries())
      if (!productsOfSku(found[index]).has(productId)) await correct(productId, sku);
  });
  await workshop.walk(name, table, async (page) => {
    for (const row of page) {
      const sku = idIn(row, 'sku');
      const ids = [...productsOfSku(row)];
      const products = await workshop.rows.get(
        owner,
        ids.map((productId) => ({ productId })),
      );
      for (const [index, productId] of ids.entries())
        if (skuOfProduct(products[index]) !== sku) await correct(productId, sku);
    }
  });
}
