import { api } from './api.ts';
import { isProblem } from './api-error.ts';
import type { Product } from './types.ts';

const ATTEMPTS = 5;

/**
 * Changes a product that may be sold at the same time. Each sale changes its stock and thus its version, and who changed it last. If nothing but
 * the stock has changed since the user saw the product, the change is sent again with the new version.
 * @throws ApiProblem `version-mismatch` if anything other than the stock has changed.
 */
export async function retryDespiteSales<Answer>(
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
      if (detailsOf(current) !== detailsOf(seen)) throw error;
      version = current.version;
    }
  }
}

const detailsOf = ({ stock: _, updatedAt: __, updatedBy: ___, version: ____, ...details }: Product): string =>
  JSON.stringify(details);
