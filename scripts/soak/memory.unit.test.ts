import { expect, test } from 'vitest';
import { memoryReport, type Sample } from './memory.ts';

/** A process's samples after 100, 300, 600 ... requests. */
const life = (number: number, ...megabytes: number[]): Sample[] =>
  megabytes.map((rssMb, index) => ({ life: number, requests: index * 300 || 100, rssMb, threads: 20 }));

test('memory is flat if every process takes about the same after the same number of requests', () => {
  const report = memoryReport([
    ...life(1, 200, 400),
    ...life(2, 100),
    ...life(3, 200, 420),
    ...life(4, 200, 490, 500),
  ]);
  expect(report).toMatchObject({
    start: { rssMb: 400 },
    middle: { rssMb: 420 },
    end: { rssMb: 490 },
    isFlat: true,
  });
});

test('memory is not flat if later processes take more', () => {
  expect(memoryReport([...life(1, 200, 400), ...life(2, 200, 510, 520)]).isFlat).toBe(false);
});

test('memory is not flat if the last process grows', () => {
  expect(memoryReport([...life(1, 200, 400), ...life(2, 200, 400, 510, 640, 800)]).isFlat).toBe(false);
});

test('one process says nothing', () => {
  expect(memoryReport(life(1, 200, 400)).isFlat).toBeUndefined();
  expect(memoryReport([])).toEqual({});
});
