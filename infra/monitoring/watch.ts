import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** An alarm: its metric, its threshold, and what to do about it. */
export interface Watch {
  /** The construct's id. */
  readonly id: string;
  readonly metric: IMetric;
  /** The alarm starts above this value, or below it. */
  readonly limit: { readonly above: number } | { readonly below: number };
  /** For how many consecutive periods of the metric; default 1. */
  readonly periods?: number;
  readonly description: string;
  /** Whether the alarm starts when there are no data; default false. */
  readonly needsData?: boolean;
}
