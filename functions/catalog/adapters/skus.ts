import type { GuardedWrite, TransactWrite } from '../../../shared/dynamodb/commit.ts';
import type { Product } from '../domain/product.ts';
import { skuKey, skuTaken } from '../domain/sku.ts';

/**
 * Which product has a SKU: one row per SKU (key: `sku`) with the set of its `productIds`. It is written in the product's
 * transaction, so that of two products with the same SKU only one is accepted. Several products share a SKU only if they
 * did so before this was checked; the row of a SKU that nobody has any more stays, without a set.
 */
export class Skus {
  readonly #table: string;

  constructor(table: string) {
    this.#table = table;
  }

  /**
   * The writes that take the SKU of `after` and give back that of `before`; none if it stays the same.
   * @returns writes of which one is refused with `sku-taken` if another product has the SKU.
   */
  writes(before: Product | undefined, after: Product | undefined): (GuardedWrite | TransactWrite)[] {
    const [had, has] = [before, after].map((product) => product?.sku && skuKey(product.sku));
    if (had === has) return [];
    return [
      ...(before !== undefined && had ? [this.#update('DELETE', had, before.productId)] : []),
      ...(after?.sku && has ? [this.#take(has, after.productId, after.sku)] : []),
    ];
  }

  #take(key: string, productId: string, sku: string): GuardedWrite {
    const { Update } = this.#update('ADD', key, productId);
    const ConditionExpression = 'attribute_not_exists(productIds) OR contains(productIds, :productId)';
    const values = { ...Update.ExpressionAttributeValues, ':productId': productId };
    return {
      guard: 'sku',
      refusal: () => skuTaken(sku),
      write: { Update: { ...Update, ConditionExpression, ExpressionAttributeValues: values } },
    };
  }

  #update(verb: 'ADD' | 'DELETE', sku: string, productId: string) {
    return {
      Update: {
        TableName: this.#table,
        Key: { sku },
        UpdateExpression: `${verb} productIds :productIds`,
        ExpressionAttributeValues: { ':productIds': new Set([productId]) },
      },
    } satisfies TransactWrite;
  }
}
