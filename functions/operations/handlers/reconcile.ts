import type { Context } from 'aws-lambda';
import { logger } from '../../../shared/logging/logger.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { amount, count } from '../../../shared/logging/metrics.ts';
import { rowsUntil } from '../adapters/tables.ts';
import { compareInTime } from '../comparison/compare-in-time.ts';
import { checks } from '../comparison/reconcile.ts';

/** Of the function's time, what is kept for looking again at what differs, and for naming it. */
const RESERVE_MS = 2 * 60_000;

/**
 * On a schedule, for one check → a log line for each difference that stays, and the metrics `Differences` and
 * `ChecksCompleted`, or `ChecksUnfinished` if there was not enough time
 */
export const handler = async (
  event: { readonly check?: string },
  { getRemainingTimeInMillis }: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> => {
  const check = checks.find(({ name }) => name === event.check);
  if (check === undefined) {
    const names = checks.map(({ name }) => `"${name}"`).join(', ');
    throw new Error(`There is no check "${event.check}". Invoke with { "check": … }, one of ${names}.`);
  }
  const { name } = check;
  const say = (line: string) => logger.warn(line);
  const milliseconds = getRemainingTimeInMillis() - RESERVE_MS;
  const { differences, isFinished } = await compareInTime(rowsUntil, check, milliseconds, say);
  for (const { text } of differences) logger.warn('tables differ', { check: name, difference: text });
  // Once for the alarm, whose metrics are paid, and once for whoever asks which check it was.
  amount(metricNames.differences, differences.length);
  amount(metricNames.differences, differences.length, { check: name });
  count(isFinished ? metricNames.checksCompleted : metricNames.checksUnfinished);
  if (isFinished) logger.info('check completed', { check: name, differences: differences.length });
  else logger.error('check not finished', { check: name, milliseconds, differences: differences.length });
};
