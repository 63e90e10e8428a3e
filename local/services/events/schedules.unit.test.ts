import { beforeEach, expect, test, vi } from 'vitest';
import type { ScheduleSpec } from '../../model.ts';
import { createSchedules } from './schedules.ts';

const schedule: ScheduleSpec = {
  logicalId: 'Nightly',
  arn: 'arn:aws:events:eu-west-1:111122223333:rule/nightly',
  enabled: true,
  everySeconds: 60,
  targets: [{ functionArn: 'arn:one' }, { functionArn: 'arn:two' }],
};

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-02T03:04:05.678Z') });
  return () => vi.useRealTimers();
});

test('each function of a schedule is invoked with each interval, until the end', async () => {
  const invoke = vi.fn(async () => ({ ok: true, payload: null }) as const);
  const schedules = createSchedules({ schedules: [schedule, { ...schedule, enabled: false }], invoke });
  await schedules.start();
  await vi.advanceTimersByTimeAsync(59_999);
  expect(invoke).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_001);
  expect(invoke.mock.calls.map(([arn]: unknown[]) => arn)).toEqual([
    'arn:one',
    'arn:two',
    'arn:one',
    'arn:two',
  ]);
  expect(invoke).toHaveBeenCalledWith(
    'arn:one',
    expect.objectContaining({
      'detail-type': 'Scheduled Event',
      resources: [schedule.arn],
      time: '2026-01-02T03:05:05Z',
    }),
  );
  await schedules.close();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(invoke).toHaveBeenCalledTimes(4);
});

test('a function gets the input of its target, even if that is null', async () => {
  const invoke = vi.fn(async () => ({ ok: true, payload: null }) as const);
  const targets = [
    { functionArn: 'arn:one', input: { check: 'stock' } },
    { functionArn: 'arn:two', input: null },
  ];
  const schedules = createSchedules({ schedules: [{ ...schedule, targets }], invoke });
  await schedules.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(invoke.mock.calls).toEqual([
    ['arn:one', { check: 'stock' }],
    ['arn:two', null],
  ]);
  await schedules.close();
});

test('a function that is still running is not invoked a second time', async () => {
  const invoke = vi.fn(() => new Promise<never>(() => {}));
  const schedules = createSchedules({
    schedules: [{ ...schedule, targets: [{ functionArn: 'arn:one' }] }],
    invoke,
  });
  await schedules.start();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(invoke).toHaveBeenCalledTimes(1);
  await schedules.close();
});
