import { sameId } from '../../sales-files/identities.ts';
import type { RejectedLine } from './plan.ts';
import { type NamedFile, planImport } from './plan.ts';
import { type NewStock, pairOf } from './plan-entities.ts';

/** What the system should have of some files: by customer and product, as {@link pairOf} writes it. */
export interface Expected {
  /** Pieces that were bought and not returned. */
  readonly units: ReadonlyMap<string, number>;
  /** Products, by `sameId` of their SKU, with the stock that a new one has before its first purchase. */
  readonly products: ReadonlyMap<string, number>;
  /** E-mail addresses of the customers, by `sameId` of their id. */
  readonly emails: ReadonlyMap<string, string>;
}

/** Reasons for rejections that the system decides, and not the file. */
export const isDecidedBySystem = (reason: string): boolean =>
  /^(insufficient stock|refused|unknown|return of a rejected purchase)/.test(reason);

/**
 * What an import of some files should lead to.
 * @param rejected the lines that the import rejected. Those that the system rejected are not expected.
 */
export function expectedFrom(
  files: readonly NamedFile[],
  rejected: readonly Pick<RejectedLine, 'file' | 'number' | 'reason'>[],
  stock: NewStock,
): Expected {
  const plan = planImport(files, stock);
  const refused = new Set(
    rejected.filter(({ reason }) => isDecidedBySystem(reason)).map(({ file, number }) => `${number} ${file}`),
  );
  const units = new Map<string, number>();
  // Raised by all purchases, those that were rejected included.
  const needs = new Map<string, number>();
  for (const { sku, quantity } of stock === undefined ? plan.purchases : []) {
    needs.set(sameId(sku), (needs.get(sameId(sku)) ?? 0) + quantity);
  }
  for (const line of [...plan.purchases, ...plan.returns.map((each) => each.line)]) {
    if (refused.has(`${line.number} ${line.file}`)) continue;
    units.set(pairOf(line), (units.get(pairOf(line)) ?? 0) + line.quantity);
  }
  return {
    units,
    products: new Map([...plan.products].map(([id, product]) => [id, product.stock + (needs.get(id) ?? 0)])),
    emails: new Map([...plan.customers].map(([id, { email }]) => [id, email])),
  };
}
