import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '../../client/create-client.ts';
import { Random } from '../demo/random.ts';
import { customerTasks } from './customer-tasks.ts';
import { Desk } from './desk.ts';
import type { Ledger } from './ledger.ts';
import { addProduct, productTasks } from './product-tasks.ts';
import { purchaseTasks } from './purchase-tasks.ts';

const STAFF = 4;
/** Staff think between two tasks, which bounds the load. */
const LONGEST_PAUSE_MS = 100;
/** Enough for a while; adjustments follow. */
const HOT_STOCK = 500;

export interface StaffOptions {
  readonly api: ApiClient;
  readonly ledger: Ledger;
  readonly seed: number;
  /** Stops in the middle of anything. */
  readonly signal: AbortSignal;
  /** Once true, everybody finishes the task at hand. */
  readonly isOver: () => boolean;
}

/** Lets some people work with the system at the same time, each on one request. */
export async function staffAtWork({ seed, isOver, ...options }: StaffOptions): Promise<void> {
  const desks = Array.from({ length: STAFF }, (_, index) => {
    return new Desk({ ...options, random: new Random(seed * STAFF + index) });
  });
  const hot = desks[0] && (await addProduct(desks[0], HOT_STOCK));
  if (hot === undefined) return;
  await Promise.all(
    desks.map(async (desk) => {
      const tasks = [...customerTasks(desk), ...productTasks(desk, hot), ...purchaseTasks(desk, hot)];
      const drawn = tasks.flatMap(({ weight, work }) => Array.from({ length: weight }, () => work));
      while (!isOver()) {
        await desk.oneOf(drawn)?.();
        await pause(desk.random.integer(0, LONGEST_PAUSE_MS), undefined, { signal: options.signal });
      }
    }),
  );
}
