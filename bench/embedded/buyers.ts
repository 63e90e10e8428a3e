import { concurrently } from '../concurrently.ts';
import type { Row } from '../row.ts';
import { usageOf } from './process-usage.ts';
import { shopToLoad } from './shop-to-load.ts';
import { startSystem } from './started-system.ts';

const BUYERS = 2_000;

/** Many buyers at the same moment: how many get an error, and how fast the others are served. */
export async function buyers(): Promise<Row[]> {
  const system = await startSystem(['--no-demo']);
  const shop = await shopToLoad(system);
  try {
    await concurrently(100, 8, shop.buy);
    await system.settled();
    const before = usageOf(system.pid);
    const started = performance.now();
    const statuses = await Promise.all(Array.from({ length: BUYERS }, (_, n) => shop.buy(n)));
    const seconds = (performance.now() - started) / 1000;
    const after = usageOf(system.pid);
    const cpuMs = after.runtime.cpuMs + after.engine.cpuMs - before.runtime.cpuMs - before.engine.cpuMs;
    const accepted = statuses.filter((status) => status === 202).length;
    const name = 'embedded: 2,000 buyers at once';
    return [
      {
        name: `${name}, not accepted`,
        value: BUYERS - accepted,
        unit: 'of 2,000',
        mark: { atMost: 0 },
      },
      { name: `${name}, accepted`, value: accepted / seconds, unit: '1/s' },
      // Until the last was accepted. The mark is a quarter of what it was when events were handled at the same time.
      {
        name: `${name}, CPU an accepted purchase`,
        value: cpuMs / accepted,
        unit: 'ms',
        mark: { atMost: 13.9 },
      },
    ];
  } finally {
    shop.close();
    await system.stop();
  }
}
