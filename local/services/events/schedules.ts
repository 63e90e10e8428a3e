import { randomUUID } from 'node:crypto';
import { environment } from '../../aws/arn.ts';
import type { ScheduleSpec, ScheduleTarget } from '../../model.ts';
import type { Invoke } from '../invoke.ts';
import type { LocalService } from '../local-service.ts';

export interface SchedulesProps {
  readonly schedules: readonly ScheduleSpec[];
  readonly invoke: Invoke;
}

/**
 * The template's schedules: each invokes its functions again and again, for the first time after its interval. An invocation
 * that takes longer than the interval is not followed by a second one at the same time.
 */
export function createSchedules({ schedules, invoke }: SchedulesProps): LocalService {
  const timers: NodeJS.Timeout[] = [];

  function begin(schedule: ScheduleSpec, { functionArn, ...given }: ScheduleTarget): void {
    let isRunning = false;
    const run = async (): Promise<void> => {
      if (isRunning) return;
      isRunning = true;
      await invoke(functionArn, 'input' in given ? given.input : scheduledEvent(schedule.arn));
      isRunning = false;
    };
    timers.push(setInterval(() => void run(), schedule.everySeconds * 1000).unref());
  }

  return {
    name: 'schedules',
    apis: [],
    async start() {
      for (const schedule of schedules.filter(({ enabled }) => enabled)) {
        for (const target of schedule.targets) begin(schedule, target);
      }
    },
    async reset() {},
    async close() {
      for (const timer of timers.splice(0)) clearInterval(timer);
    },
  };
}

const scheduledEvent = (ruleArn: string) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: environment.accountId,
  time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  region: environment.region,
  resources: [ruleArn],
  detail: {},
});
