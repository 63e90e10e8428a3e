import { Duration } from 'aws-cdk-lib';
import type { Settings } from '../settings.ts';
import { PERIOD, sumOf, writtenMetrics } from './metrics.ts';
import type { MonitoredComparison } from './monitored.ts';
import type { Watch } from './watch.ts';

/**
 * The alarms of the nightly comparison. Its silence is an alarm, too: that tables were not compared must not look as if
 * they agreed.
 */
export function watchesOfComparison(comparison: MonitoredComparison, stage: Settings['stage']): Watch[] {
  const { differences, checksCompleted, checksUnfinished } = writtenMetrics(stage);
  const reconcile = `npm run reconcile -- --target aws --stage ${stage}`;
  const props = { period: PERIOD, statistic: 'Sum' };
  return [
    {
      id: 'tables-differ',
      metric: differences(Duration.days(1)),
      limit: { above: 0 },
      description: `Last night, tables of the services differed. The saved query "Tables that differ, and checks that were not finished" names each difference. Next: ${reconcile} shows what still differs; then the same with --repair. docs/reliability.md says what to do about the rest.`,
    },
    {
      id: 'tables-not-compared',
      metric: checksCompleted(Duration.hours(1)),
      limit: { below: 1 },
      periods: 36,
      needsData: true,
      description: `For a day and a half, nothing has compared the tables of the services. Check the schedules of the Operations stack and the log of its function Reconcile. Meanwhile, ${reconcile} says whether they agree.`,
    },
    {
      id: 'tables-partly-compared',
      metric: checksCompleted(Duration.days(1)),
      limit: { below: comparison.checks },
      // One day could miss a check that takes longer than the night before.
      periods: 2,
      needsData: true,
      description: `For two days, not all of the ${comparison.checks} nightly checks have been completed. Check the schedules of the Operations stack and the log of its function Reconcile: which check is missing? Meanwhile, ${reconcile} says whether they agree.`,
    },
    {
      id: 'comparison-failed',
      metric: sumOf(
        [
          comparison.function.metricErrors(props),
          comparison.function.metricThrottles(props),
          checksUnfinished(PERIOD),
        ],
        'operations',
      ),
      limit: { above: 0 },
      description: `A nightly check failed, was throttled, or did not get through its tables in the 15 minutes that a function has, so it does not say that they agree. The log of the function Reconcile has the check and the cause. Next: ${reconcile} has no such limit; then the same with --repair.`,
    },
  ];
}
