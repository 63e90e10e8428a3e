import { isProblem } from '../../client/errors.ts';
import { must } from '../violation.ts';
import { persist } from './api.ts';
import { unlessTaken } from './existing.ts';
import { post } from './post.ts';
import type { Visit } from './visit.ts';

/** Whoever meets so many sales on the way lets it be. */
const MOST_ATTEMPTS = 4;

/** Archives a product as it was read, so that an attempt without an answer cannot take effect after it was restored. */
export async function archive({ world, ledger, random, api }: Visit): Promise<void> {
  const sold = [...ledger.products.values()].filter((each) => !each.mayBeRemoved && !each.isMoving);
  if (sold.length === 0) return;
  const product = random.pick(sold);
  const path = { productId: product.id };
  product.isMoving = true;
  product.mayBeRemoved = true;
  product.removals += 1;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS && !product.isRemoved; attempt += 1) {
    try {
      const { version } = await persist(world, () => api('GET /products/{productId}', { path }));
      await persist(world, () => api('DELETE /products/{productId}', { path, ifVersion: version }));
      product.isRemoved = true;
    } catch (error) {
      // By an attempt whose answer was lost: nobody else archives it now.
      if (isProblem(error, 'not-found')) product.isRemoved = true;
      else if (!isProblem(error, 'version-mismatch')) throw error;
    }
  }
  product.mayBeRemoved = product.isRemoved;
  product.isMoving = false;
}

/** Restores a product from the archive; sometimes one that is sold, which changes nothing. */
export async function restore({ world, ledger, random, api }: Visit): Promise<void> {
  const isSold = random.chance(0.1);
  const some = [...ledger.products.values()].filter((each) => each.isRemoved !== isSold && !each.isMoving);
  if (some.length === 0) return;
  const product = random.pick(some);
  product.isMoving = true;
  product.restorations += 1;
  // A key that comes again is refused for another path, whether or not there is something.
  const other = '019a0000-0000-7000-8000-000000000000';
  const view = await unlessTaken(() =>
    post(world, random, (idempotencyKey, change) =>
      api('POST /products/{productId}/restoration', {
        path: { productId: change ? other : product.id },
        idempotencyKey,
      }),
    ),
  );
  product.isMoving = false;
  if (view === undefined) return;
  must(view.archived === undefined, 'a restored product is sold again', () => product.id);
  product.add(view);
  if (!isSold) product.restoredAs.add(view.version);
  product.isRemoved = false;
  product.mayBeRemoved = false;
}
