import { concurrently } from '../concurrently.ts';
import type { Row } from '../row.ts';
import { usageOf } from './process-usage.ts';
import { shopToLoad } from './shop-to-load.ts';
import { startSystem } from './started-system.ts';

/** Before the measurement: functions are slower when they are new. */
const WARM_UP = 150;
const PURCHASES = 300;

/** What a purchase takes, from the request until it is in both projections. */
export async function purchases(): Promise<Row[]> {
  const system = await startSystem(['--no-demo']);
  const shop = await shopToLoad(system);
  const rows: Row[] = [];
  try {
    await concurrently(WARM_UP, 8, shop.buy);
    for (const inFlight of [1, 8, 32]) {
      await system.settled();
      const before = usageOf(system.pid);
      const started = performance.now();
      await concurrently(PURCHASES, inFlight, shop.buy);
      const requested = performance.now();
      await system.settled();
      const settled = performance.now();
      const after = usageOf(system.pid);
      const engine = (after.engine.cpuMs - before.engine.cpuMs) / PURCHASES;
      const runtime = (after.runtime.cpuMs - before.runtime.cpuMs) / PURCHASES;
      const cpu = `embedded: CPU a settled purchase, ${inFlight} at once`;
      rows.push(
        {
          name: cpu,
          value: runtime + engine,
          unit: 'ms',
          ...(inFlight === 8 && { mark: { atMost: 28 } }),
        },
        { name: `${cpu}, the DynamoDB engine alone`, value: engine, unit: 'ms' },
        { name: `flow: accepted, ${inFlight} at once`, value: perSecond(requested - started), unit: '1/s' },
        { name: `flow: settled, ${inFlight} at once`, value: perSecond(settled - started), unit: '1/s' },
      );
    }
    return rows;
  } finally {
    shop.close();
    await system.stop();
  }
}

const perSecond = (milliseconds: number): number => (PURCHASES / milliseconds) * 1000;
