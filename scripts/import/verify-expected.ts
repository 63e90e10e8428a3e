import { sameId } from '../../sales-files/identities.ts';
import { type FileLine, type NamedFile, planImport, type RejectedLine } from '../../sales-import/plan.ts';
import { type NewStock, pairOf } from '../../sales-import/plan-entities.ts';
import type { Money } from '../../shared/values/money.ts';

/** A purchase as files and the system have it: the pieces that were kept. `day` is in UTC; missing if the file has no dates. */
export interface Sale {
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly day?: string;
}

/** What the system should have of some files: by customer and product, as {@link pairOf} writes it. */
export interface Expected {
  /** Pieces that were bought and not returned. */
  readonly units: ReadonlyMap<string, number>;
  /** The purchases of which not all was returned. */
  readonly sales: ReadonlyMap<string, readonly Sale[]>;
  /** Products, by `sameId` of their SKU, with the stock that a new one has before its first purchase. */
  readonly products: ReadonlyMap<string, number>;
  /** Pairs of which pieces were returned that the files do not have as bought, so that they do not tell how many are left. */
  readonly elsewhere: ReadonlySet<string>;
  /**
   * Pairs with returns, in several files. Which purchase a return took back depends on which files were imported together, but not how many
   * pieces are left.
   */
  readonly inAnyOrder: ReadonlySet<string>;
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
  const placeOf = ({ file, number }: Pick<FileLine, 'file' | 'number'>): string => `${number} ${file}`;
  const refused = new Set(rejected.filter(({ reason }) => isDecidedBySystem(reason)).map(placeOf));
  const isMade = (line: FileLine): boolean => !refused.has(placeOf(line));
  const notFound = new Set(rejected.map(placeOf));
  const returned = new Map<string, number>();
  for (const { purchase, quantity } of plan.returns
    .filter(({ line }) => isMade(line))
    .flatMap(({ parts }) => parts))
    returned.set(purchase.key, (returned.get(purchase.key) ?? 0) + quantity);
  const kept = plan.purchases
    .filter(isMade)
    .map((line) => ({ ...line, quantity: line.quantity - (returned.get(line.key) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  // Raised by all purchases, those that were rejected included.
  const needed = stock === undefined ? plan.purchases : [];
  return {
    units: sumsOf(kept, pairOf),
    sales: new Map([...Map.groupBy(kept, pairOf)].map(([pair, lines]) => [pair, lines.map(saleOf)])),
    products: sumsOf(
      needed,
      ({ sku }) => sameId(sku),
      new Map([...plan.products].map(([id, each]) => [id, each.stock])),
    ),
    elsewhere: new Set(plan.sought.filter((line) => !notFound.has(placeOf(line))).map(pairOf)),
    inAnyOrder: new Set(files.length > 1 ? plan.returns.map(({ line }) => pairOf(line)) : []),
    emails: new Map([...plan.customers].map(([id, { email }]) => [id, email])),
  };
}

function sumsOf(
  lines: readonly FileLine[],
  by: (line: FileLine) => string,
  sums = new Map<string, number>(),
): Map<string, number> {
  for (const line of lines) sums.set(by(line), (sums.get(by(line)) ?? 0) + line.quantity);
  return sums;
}

const saleOf = ({ quantity, unitPrice, soldAt }: FileLine): Sale => ({
  quantity,
  unitPrice,
  ...(soldAt !== undefined && { day: soldAt.slice(0, 10) }),
});
