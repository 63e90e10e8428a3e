import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** An alarm to be: what is measured, how much is too much, and what to do about it. */
export interface Watch {
  /** The construct's id. */
  readonly id: string;
  readonly metric: IMetric;
  /** Alarms at more than this. */
  readonly above: number;
  /** Periods of five minutes in a row; default 1. */
  readonly periods?: number;
  readonly description: string;
}
