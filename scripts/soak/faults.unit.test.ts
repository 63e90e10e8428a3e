import { expect, test } from 'vitest';
import { Random } from '../demo/random.ts';
import { plannedFaults } from './faults.ts';

const kills = (minutes: number) =>
  plannedFaults(minutes * 60_000, new Random(1)).filter(({ kind }) => kind === 'kill');

test('the same seed plans the same faults, another one others', () => {
  expect(plannedFaults(60_000, new Random(1))).toEqual(plannedFaults(60_000, new Random(1)));
  expect(plannedFaults(60_000, new Random(1))).not.toEqual(plannedFaults(60_000, new Random(2)));
});

test('a short soak has two kills, a long one three in two minutes; none in the last third', () => {
  expect(kills(0.2)).toHaveLength(2);
  expect(kills(10)).toHaveLength(15);
  for (const { atMs } of kills(10)) expect(atMs).toBeLessThan(400_000);
});

test('faults come in order', () => {
  const times = plannedFaults(60_000, new Random(1)).map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});
