import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { lazy } from '../values/lazy.ts';
import type { MetricName } from './metric-names.ts';

/** The namespace is the variable `POWERTOOLS_METRICS_NAMESPACE`: each stage has its own. */
const metrics = /* @__PURE__ */ lazy(() => new Metrics());

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** A metric's dimensions besides `service`, which every metric has. */
type Dimensions = Readonly<Record<string, string>>;

/** Writes a log line that CloudWatch turns into a metric (EMF), so that recording one takes no call. */
function record(name: MetricName, unit: Unit, value: number, dimensions: Dimensions = {}): void {
  const single = metrics().singleMetric();
  for (const [dimension, of] of Object.entries(dimensions)) single.addDimension(dimension, of);
  single.addMetric(name, unit, value);
}

/** Counts one. */
export const count = (name: MetricName, dimensions?: Dimensions): void =>
  record(name, MetricUnit.Count, 1, dimensions);

/** Records how many there are. */
export const amount = (name: MetricName, value: number, dimensions?: Dimensions): void =>
  record(name, MetricUnit.Count, value, dimensions);

/** Records a duration in milliseconds. */
export const duration = (name: MetricName, milliseconds: number, dimensions?: Dimensions): void =>
  record(name, MetricUnit.Milliseconds, milliseconds, dimensions);

/** Records an age in seconds. */
export const age = (name: MetricName, seconds: number): void => record(name, MetricUnit.Seconds, seconds);
