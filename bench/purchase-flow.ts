import { startRuntime } from '../local/runtime.ts';
import { signedInClient } from '../scripts/api/signed-in-client.ts';
import { currentAssembly } from '../scripts/start/assembly/kept-assemblies.ts';
import { servePage } from '../scripts/start/page/serve-page.ts';
import { people } from '../scripts/start/people.ts';
import { concurrently } from './concurrently.ts';
import type { Benchmark, Row } from './row.ts';

const SIDES = 20;
const PURCHASES = 400;

/** Purchases on the embedded runtime, from the request to both projections. */
export const purchaseFlow: Benchmark = {
  title: 'Purchases a second on the embedded runtime: accepted, and settled in both projections',
  run: buy,
};

async function buy(): Promise<Row[]> {
  const assemblyDir = await currentAssembly();
  const runtime = await startRuntime({
    assemblyDir,
    logFile: '.local/bench-functions.log',
    people,
    ...servePage,
  });
  try {
    const api = signedInClient({ baseUrl: runtime.url });
    const request = (n: number) => api('POST /purchases', { body: order(n) });
    const customers = await Promise.all(
      Array.from({ length: SIDES }, (_, n) => api('POST /customers', { body: aCustomer(n) })),
    );
    const products = await Promise.all(
      Array.from({ length: SIDES }, (_, n) => api('POST /products', { body: aProduct(n) })),
    );
    await runtime.whenIdle(30_000);
    const order = (n: number) => ({
      customerId: customers[n % SIDES]?.customerId ?? '',
      productId: products[(n * 7) % SIDES]?.productId ?? '',
      quantity: 1,
    });
    const results: Row[] = [];
    await concurrently(PURCHASES / 4, 8, request);
    for (const inFlight of [1, 8, 32]) {
      await runtime.whenIdle(60_000);
      const started = performance.now();
      await concurrently(PURCHASES, inFlight, request);
      const requested = performance.now();
      if (!(await runtime.whenIdle(60_000))) throw new Error('The purchases did not settle within a minute');
      const settled = performance.now();
      results.push(
        { name: `flow: accepted, ${inFlight} at once`, value: perSecond(requested - started), unit: '1/s' },
        { name: `flow: settled, ${inFlight} at once`, value: perSecond(settled - started), unit: '1/s' },
      );
    }
    return results;
  } finally {
    await runtime.close();
  }
}

const aCustomer = (n: number) => ({ name: `Customer ${n}`, email: 'c@example.org', birthDate: '1990-01-01' });

const aProduct = (n: number) => ({ name: `Product ${n}`, price: { amount: 1, currency: 'EUR' }, stock: 1e6 });

const perSecond = (milliseconds: number): number => Math.round((PURCHASES / milliseconds) * 1000);
