import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { aQueueEvent } from './queue-event.ts';
import { functionsOf } from './service-functions.ts';

const folder = join(import.meta.dirname, '../../contracts/examples');

type Consumer = (
  event: ReturnType<typeof aQueueEvent>,
  invocation: { getRemainingTimeInMillis(): number },
) => Promise<{ batchItemFailures: readonly unknown[] }>;

/** The stored examples of these events, one per version, as queues deliver them. */
const examplesOf = (events: readonly string[]): string[] =>
  readdirSync(folder)
    .filter((file) => events.includes(file.split('.')[0] ?? ''))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

/**
 * Delivers the stored examples of all its events to each consumer of a service.
 * @param invocation the context with the time left.
 */
export async function deliverStoredEvents(
  service: string,
  { milliseconds }: { readonly milliseconds: number },
): Promise<{ name: string; delivered: number; failed: number }[]> {
  const { consumers } = functionsOf(service);
  const end = Date.now() + milliseconds;
  expect(consumers.length).toBeGreaterThan(0);
  return Promise.all(
    consumers.map(async ({ name, events, load }) => {
      const bodies = examplesOf(events);
      expect(bodies.length, name).toBeGreaterThanOrEqual(events.length);
      const handle = await load<Consumer>();
      const { batchItemFailures } = await handle(aQueueEvent(bodies), {
        getRemainingTimeInMillis: () => end - Date.now(),
      });
      return { name, delivered: bodies.length, failed: batchItemFailures.length };
    }),
  );
}
