import type { NewCustomer } from '../contracts/customer/shapes.ts';
import type { RefusedLine, SalesLine } from '../sales-files/read-line.ts';
import type { SalesFile } from '../sales-files/read-sales.ts';
import { matchReturns, type ReturnedPart } from './match-returns.ts';
import { customersOf, type NewStock, type PlannedProduct, productsOf } from './plan-entities.ts';

/** A file and its name, as messages show it. */
export interface NamedFile {
  readonly name: string;
  readonly sales: SalesFile;
}

/** A line of one of several files. */
export type FileLine = SalesLine & { readonly file: string };

/** A return, and the lines of the purchases that it takes back, wholly or in part. */
export interface PlannedReturn {
  readonly line: FileLine;
  readonly parts: readonly ReturnedPart[];
}

/** A line that is not imported. */
export type RejectedLine = RefusedLine & { readonly file: string };

/** What to import from some files. The same files always give the same plan. */
export interface Plan {
  /** By `sameId` of their id in the file. */
  readonly customers: ReadonlyMap<string, NewCustomer>;
  /** By `sameId` of their SKU. */
  readonly products: ReadonlyMap<string, PlannedProduct>;
  readonly purchases: readonly FileLine[];
  readonly returns: readonly PlannedReturn[];
  /** Returns that no purchase in the files fits; one in the system may. */
  readonly sought: readonly FileLine[];
  readonly rejected: readonly RejectedLine[];
}

/**
 * Plans what to do with each line of some files. A line of an order that is in several of them counts once.
 */
export function planImport(files: readonly NamedFile[], stock?: NewStock): Plan {
  const rejected: RejectedLine[] = files.flatMap(({ name, sales }) =>
    sales.refused.map((line) => ({ ...line, file: name })),
  );
  const lines = new Map<string, FileLine>();
  for (const { name, sales } of files) {
    for (const line of sales.lines) if (!lines.has(line.key)) lines.set(line.key, { ...line, file: name });
  }
  const all = [...lines.values()];
  const purchases = all.filter(({ quantity }) => quantity > 0);
  const matched = matchReturns(all);
  return {
    customers: customersOf(purchases),
    products: productsOf(purchases, stock),
    purchases,
    returns: matched.filter((each) => 'parts' in each),
    sought: matched.flatMap((each) => ('parts' in each ? [] : [each.line])),
    rejected,
  };
}

/** A line that is rejected for a reason. */
export const rejection = ({ file, number, record }: FileLine, reason: string): RejectedLine => ({
  file,
  number,
  record,
  reason,
});
