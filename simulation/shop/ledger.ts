import { isDeepStrictEqual } from 'node:util';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView } from '../../contracts/customer/shapes.ts';
import type { NewPurchase, PurchaseView } from '../../contracts/purchases/shapes.ts';
import { must } from '../violation.ts';

type View = { readonly version: number };

/** What the answers of the API say about one entity. */
export class Entry<V extends View> {
  readonly id: string;
  /** The answer with the highest version. */
  latest: V;
  /** How often its removal was asked for. */
  removals = 0;
  /** Whether its removal was asked for, and nothing brought it back since. */
  mayBeRemoved = false;
  isRemoved = false;
  /** Versions that answers have named. */
  readonly versions = new Map<number, V>();

  constructor(id: string, view: V) {
    this.id = id;
    this.latest = view;
    this.add(view);
  }

  /** Notes an answer. */
  add(view: V): void {
    const known = this.versions.get(view.version);
    must(
      known === undefined || isDeepStrictEqual(ageless(known), ageless(view)),
      'a version is always the same',
      () => `${this.id}: ${JSON.stringify(known)}, then ${JSON.stringify(view)}`,
    );
    this.versions.set(view.version, view);
    if (view.version > this.latest.version) this.latest = view;
  }
}

/** A customer's age changes without them. */
const ageless = (view: object): object => ({ ...view, age: undefined });

/** A customer, with the number that is in all of its personal data. */
export class CustomerEntry extends Entry<CustomerView> {
  readonly number: number;

  constructor(view: CustomerView, number: number) {
    super(view.customerId, view);
    this.number = number;
  }
}

export class ProductEntry extends Entry<ProductView> {
  /** The stock at the beginning, and all adjustments that were confirmed. */
  supplied: number;
  /** Names of which nobody knows whether the product had them: the answers got lost, and then it was removed. */
  readonly perhaps = new Set<string>();
  /** Whether somebody is archiving or restoring it: one at a time, so that it is known what it is in the end. */
  isMoving = false;
  /** How often its restoration was asked for. */
  restorations = 0;
  /** The versions in which it was sold again. */
  readonly restoredAs = new Set<number>();
  /** What it is called in the archive. */
  keptName = '';

  constructor(view: ProductView, stock: number) {
    super(view.productId, view);
    this.supplied = stock;
  }

  /** What it may have been called. */
  get names(): ReadonlySet<string> {
    return new Set([...this.perhaps, ...[...this.versions.values()].map(({ name }) => name)]);
  }
}

export class PurchaseEntry extends Entry<PurchaseView> {
  /** The body of its request. */
  readonly asked: NewPurchase;
  isCancelled = false;
  /** The units of each return that was confirmed and left some. */
  readonly returns: number[] = [];

  constructor(view: PurchaseView, asked: NewPurchase) {
    super(view.purchaseId, view);
    this.asked = asked;
  }
}

/** A plain model of the shop: what it has promised to those who use its API, and so must be true when it is at rest. */
export class Ledger {
  readonly customers = new Map<string, CustomerEntry>();
  readonly products = new Map<string, ProductEntry>();
  readonly purchases = new Map<string, PurchaseEntry>();
}

/** Those that nobody has asked to remove. */
export const living = <E extends Entry<View>>(entries: ReadonlyMap<string, E>): E[] =>
  [...entries.values()].filter(({ mayBeRemoved }) => !mayBeRemoved);
