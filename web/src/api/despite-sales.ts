import { api } from './api.ts';
import { isProblem } from './api-error.ts';
import type { Product } from './types.ts';

const ATTEMPTS = 5;

/**
 * Changes a product on the strength of what was seen of it. Every sale moves its stock and, with that, its
 * version: as long as nothing else has changed, what was decided still stands, and is sent again.
 * @throws ApiProblem `version-mismatch` when somebody changed more than the stock.
 */
export async function despiteSales<Answer>(
  seen: Product,
  change: (version: number) => Promise<Answer>,
): Promise<Answer> {
  let { version } = seen;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change(version);
    } catch (error) {
      if (!isProblem(error, 'version-mismatch') || attempt === ATTEMPTS) throw error;
      const current = await api('GET /products/{productId}', { path: { productId: seen.productId } });
      if (factsOf(current) !== factsOf(seen)) throw error;
      version = current.version;
    }
  }
}

const factsOf = ({ name, description, category, sku, price }: Product): string =>
  JSON.stringify([name, description, category, sku, price.amount, price.currency]);
