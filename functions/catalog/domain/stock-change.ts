import * as z from 'zod';
import {
  type StockChangeView,
  stockChangeKinds,
  stockChangeSchema,
} from '../../../contracts/catalog/shapes.ts';
import { viewOf } from '../../../contracts/definition/view-of.ts';
import { actorSchema } from '../../../shared/values/aggregate.ts';

/**
 * An entry of a product's stock history: its first stock, an adjustment, or what purchases took or gave back on one day (UTC) with nothing
 * else in between. `number` is 1 for the first entry of a product. The product has the latest entry, and purchases extend that.
 */
export const stockChangeEntrySchema = /* @__PURE__ */ z.object({
  number: z.int(),
  kind: z.enum(stockChangeKinds),
  delta: z.int(),
  /** When it began, if that was not at once. */
  since: z.string().exactOptional(),
  at: z.string(),
  reason: z.string().exactOptional(),
  by: actorSchema.exactOptional(),
  purchases: z.int().exactOptional(),
  purchaseId: z.string().exactOptional(),
});

export type StockChange = Readonly<z.infer<typeof stockChangeEntrySchema>>;

/** An entry with the stock after it, as it is kept once the product has a later one. */
export const pastStockChangeSchema = /* @__PURE__ */ stockChangeEntrySchema.extend({
  productId: z.string(),
  stock: z.int(),
});

export type PastStockChange = Readonly<z.infer<typeof pastStockChangeSchema>>;

/** A product, as far as its stock is concerned. */
export const stockedProductSchema = /* @__PURE__ */ z.object({
  productId: z.string(),
  stock: z.int(),
  lastStockChange: stockChangeEntrySchema.exactOptional(),
});

export type StockedProduct = Readonly<z.infer<typeof stockedProductSchema>>;

/** The latest entry of a product after a change: a new one, or the one before, extended. */
export function nextStockChange(
  last: StockChange | undefined,
  change: Omit<StockChange, 'number' | 'since'>,
): StockChange {
  if (last?.purchases === undefined || !isExtendedBy(last, change)) {
    return { number: (last?.number ?? 0) + 1, ...change };
  }
  const { purchaseId, ...rest } = last;
  const extended = { ...rest, delta: last.delta + change.delta, since: last.since ?? last.at, at: change.at };
  return purchaseId !== undefined && purchaseId === change.purchaseId
    ? { ...extended, purchaseId }
    : { ...extended, purchases: last.purchases + 1 };
}

const isExtendedBy = (last: StockChange, { kind, at }: Pick<StockChange, 'kind' | 'at'>): boolean =>
  last.kind === kind && last.at.slice(0, 10) === at.slice(0, 10);

/** The product's latest entry. */
export const latestStockChange = ({
  productId,
  stock,
  lastStockChange,
}: StockedProduct): PastStockChange | undefined =>
  lastStockChange === undefined ? undefined : { productId, stock, ...lastStockChange };

/** The entry that a change of a product makes a past one: it is final. */
export function stockChangePast(before: StockedProduct, after: StockedProduct): PastStockChange | undefined {
  const isOver = before.lastStockChange?.number !== after.lastStockChange?.number;
  return isOver ? latestStockChange(before) : undefined;
}

/** An entry as the API answers it. */
export const stockChangeView: (change: PastStockChange) => StockChangeView = viewOf(stockChangeSchema);
