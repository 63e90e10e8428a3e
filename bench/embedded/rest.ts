import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../row.ts';
import { usageOf } from './process-usage.ts';
import { startSystem } from './started-system.ts';

/** Longer than functions that nobody calls stay, and than it takes until memory is given back. */
const REST_MS = 90_000;

/** What a system takes that has loaded the demo data and rests. */
export async function rest(): Promise<Row[]> {
  const system = await startSystem([]);
  try {
    await system.settled();
    const busy = usageOf(system.pid);
    await pause(REST_MS);
    const { runtime, engine } = usageOf(system.pid);
    return [
      {
        name: 'embedded: memory just after the demo data',
        value: busy.runtime.rssMb + busy.engine.rssMb,
        unit: 'MB',
      },
      {
        name: 'embedded: memory at rest',
        value: runtime.rssMb + engine.rssMb,
        unit: 'MB',
        mark: { atMost: 350 },
      },
      { name: 'embedded: memory at rest, the DynamoDB engine alone', value: engine.rssMb, unit: 'MB' },
      { name: 'embedded: threads at rest', value: runtime.threads + engine.threads, unit: 'threads' },
    ];
  } finally {
    await system.stop();
  }
}
