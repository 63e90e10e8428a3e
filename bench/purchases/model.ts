import { concurrencyOf } from '../../infra/settings.ts';
import type { Row } from '../row.ts';

/** The events of a purchase: requested, reserved, completed. */
const EVENTS = 3;
/** Deliveries of its events to queues: reserve, settle, two projections. */
const DELIVERIES = 4;

/** Quotas of us-east-1, a second. Those of other regions are lower. */
const PUT_EVENTS = 10_000;
const RULE_DELIVERIES = 18_750;
/** DynamoDB's limit for one partition, in write units a second. */
const PARTITION = 1_000;

/** What an invocation takes, in seconds (assumed: a read 4 ms, a transaction 16 ms, and what runs at the same time). */
const RESERVE_S = 0.25;
const SETTLE_S = 0.05;
const TRANSACTION_S = 0.016;
const PUBLISH_S = 0.3;
/** Batches, and shards of the streams of a table under load (DynamoDB has at least four of an on-demand table). */
const BATCH = 100;
const TOGETHER = 90;
const SHARDS = 4;

/** What bounds the number of purchases a second, by the quota of concurrent invocations that an account has. */
export function boundsOf(accountConcurrency: number): Readonly<Record<string, number>> {
  const { consumer, perShard } = concurrencyOf({ accountConcurrency } as Parameters<typeof concurrencyOf>[0]);
  return {
    'reservations (accountConcurrency)': (Math.min(consumer, 10) * TOGETHER) / RESERVE_S,
    'settling (accountConcurrency)': (Math.min(consumer, 10) * TOGETHER) / SETTLE_S,
    'counting for the day (its rows)': TOGETHER / TRANSACTION_S,
    'publishing purchases, two records each (accountConcurrency)':
      (SHARDS * perShard * BATCH) / PUBLISH_S / 2,
    'index by-time, four partitions (shards)': 4 * PARTITION,
    'PutEvents (quota of the region)': PUT_EVENTS / EVENTS,
    'deliveries by rules (quota of the region)': RULE_DELIVERIES / DELIVERIES,
  };
}

/** The first bound for a new account and for a large one, and what is used at 1, 100 and 1,000 purchases a second. */
export function modelRows(): Row[] {
  return [10, 1_000].flatMap((quota) => {
    const bounds = Object.entries(boundsOf(quota)).toSorted(([, one], [, other]) => one - other);
    const [[first = '', limit = 0] = []] = bounds;
    return [
      { name: `spread load: at ${quota} invocations, bound by ${first}`, value: limit, unit: '1/s' },
      ...[1, 100, 1_000].map((rate) => ({
        name: `spread load: at ${quota} invocations, ${rate} purchases a second use`,
        value: (100 * rate) / limit,
        unit: '% of the first bound',
      })),
    ];
  });
}
