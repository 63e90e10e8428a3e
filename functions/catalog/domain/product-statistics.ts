import type { RankedCounts } from '../../../shared/counters/ranking.ts';
import type { Product } from './product.ts';

/** A product by what was sold of it; neither name nor stock when it was removed. */
export interface RankedProduct extends RankedCounts, Pick<Product, 'productId'> {
  readonly name: string | undefined;
  readonly stock: number | undefined;
}

/** Answer of `GET /statistics/products`: how many there are, and which sold most units, the first first. */
export interface ProductStatistics {
  readonly count: number;
  readonly top: readonly RankedProduct[];
}
