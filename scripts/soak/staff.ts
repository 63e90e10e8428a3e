import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '../../client/create-client.ts';
import { Random } from '../demo/random.ts';
import { addCustomer, customerTasks } from './customer-tasks.ts';
import { Desk } from './desk.ts';
import type { KnownProduct, Ledger } from './ledger.ts';
import { addProduct, productTasks } from './product-tasks.ts';
import { buy, purchaseTasks } from './purchase-tasks.ts';

const STAFF = 4;
/** Staff think between two tasks, which bounds the load. */
const LONGEST_PAUSE_MS = 100;
/** Enough for a while; adjustments follow. */
const HOT_STOCK = 500;

/** Customers and products become known to Purchases within this time. */
const KNOWN_MS = 120_000;

export interface StaffOptions {
  readonly api: ApiClient;
  readonly ledger: Ledger;
  readonly seed: number;
  /** Stops in the middle of anything. */
  readonly signal: AbortSignal;
}

/** Some people who work with the system at the same time, each on one request. */
export class Staff {
  readonly #desks: readonly Desk[];
  readonly #signal: AbortSignal;
  readonly #hot: KnownProduct;

  private constructor(desks: readonly Desk[], signal: AbortSignal, hot: KnownProduct) {
    this.#desks = desks;
    this.#signal = signal;
    this.#hot = hot;
  }

  /** Opens the shop: the first purchase is accepted. @throws Error if it is not */
  static async start({ seed, ...options }: StaffOptions): Promise<Staff> {
    const desks = Array.from({ length: STAFF }, (_, index) => {
      return new Desk({ ...options, random: new Random(seed * STAFF + index) });
    });
    return new Staff(desks, options.signal, await firstSale(desks[0] as Desk, options.signal));
  }

  /** Everybody works until `isOver`, and then finishes the task at hand. */
  async work(isOver: () => boolean): Promise<void> {
    await Promise.all(this.#desks.map((desk) => this.#workAt(desk, isOver)));
  }

  async #workAt(desk: Desk, isOver: () => boolean): Promise<void> {
    const hot = this.#hot;
    const tasks = [...customerTasks(desk), ...productTasks(desk, hot), ...purchaseTasks(desk, hot)];
    const drawn = tasks.flatMap(({ weight, work }) => Array.from({ length: weight }, () => work));
    while (!isOver()) {
      await desk.oneOf(drawn)?.();
      await pause(desk.random.integer(0, LONGEST_PAUSE_MS), undefined, { signal: this.#signal });
    }
  }
}

async function firstSale(desk: Desk, signal: AbortSignal): Promise<KnownProduct> {
  const customer = await addCustomer(desk);
  const hot = await addProduct(desk, HOT_STOCK);
  const deadline = performance.now() + KNOWN_MS;
  while (customer && hot && performance.now() < deadline) {
    const { customerId } = customer;
    if (await buy(desk, { customerId, productId: hot.productId, quantity: 1 })) return hot;
    await pause(LONGEST_PAUSE_MS, undefined, { signal });
  }
  throw new Error(`The first purchase was not accepted. ${desk.ledger.surprises.join('\n')}`);
}
