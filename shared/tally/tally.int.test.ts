import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { startDatabase } from '../testing/start-database.ts';
import { newId } from '../values/ids.ts';
import { Tally } from './tally.ts';

const database = await startDatabase('customer');
afterAll(() => database.close());

const tally = new Tally(database.client, {
  counters: database.table('COUNTERS_TABLE'),
  marks: database.table('TALLY_MARKS_TABLE'),
});

/** What is told of one purchase: that it was completed and, maybe, that it was cancelled. */
interface Told {
  readonly subject: string;
  readonly version: number;
  readonly units: number;
}

test('events in any order, some of them twice, give the sums of the newest', async () => {
  const purchases = fc.array(fc.record({ units: fc.integer({ min: 1, max: 9 }), cancelled: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(purchases, fc.infiniteStream(fc.nat()), async (made, random) => {
      const counter = `counter-${newId()}`;
      const told = made.flatMap(({ units, cancelled }): Told[] => {
        const subject = newId();
        const completed = { subject, version: 2, units };
        return cancelled ? [completed, { subject, version: 3, units: 0 }] : [completed];
      });
      const shuffled = [...told, ...told].map((event) => ({ event, at: random.next().value ?? 0 }));
      for (const { event } of shuffled.sort((a, b) => a.at - b.at)) {
        const contributions = event.units === 0 ? {} : { [counter]: { units: event.units, purchases: 1 } };
        await tally.apply(event.subject, event.version, contributions);
      }
      const standing = made.filter(({ cancelled }) => !cancelled);
      const sums = await tally.read(counter);
      expect(sums['units'] ?? 0).toBe(standing.reduce((sum, { units }) => sum + units, 0));
      expect(sums['purchases'] ?? 0).toBe(standing.length);
    }),
    { numRuns: 20 },
  );
});

test('events of one subject at the same time count once', async () => {
  const [counter, subject] = [`counter-${newId()}`, newId()];
  await Promise.all(Array.from({ length: 5 }, () => tally.apply(subject, 2, { [counter]: { count: 1 } })));
  expect(await tally.read(counter)).toEqual({ count: 1 });
});

test('a ranking tells the most units first, and nothing that has none', async () => {
  const ranking = `ranking-${newId()}`;
  const ids = Array.from({ length: 8 }, () => newId());
  await Promise.all(
    ids.map((id, index) => tally.apply(newId(), 2, { [`${ranking}:${id}`]: { units: index, purchases: 1 } })),
  );
  const top = await tally.top(ranking, 3);
  expect(top).toEqual([7, 6, 5].map((units) => ({ id: ids[units], units, purchases: 1 })));
  expect((await tally.top(ranking, 100)).map(({ id }) => id)).not.toContain(ids[0]);
});
