import { Deployed } from './deployed.ts';
import { synthesized } from './synthesized.ts';

/** A metric: its namespace, its name, and its dimensions. */
export interface Watched {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** A canonical form of a metric, for comparisons. */
export const keyOf = ({ namespace, name, dimensions }: Watched): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).toSorted()]);

// biome-ignore lint/suspicious/noExplicitAny: the shapes are CloudWatch's.
export type Json = any;

function metricOf({ Namespace, MetricName, Dimensions = [] }: Json): Watched {
  const dimensions = Dimensions.map(({ Name, Value }: Dimension) => [Name, Value]);
  return { namespace: Namespace, name: MetricName, dimensions: Object.fromEntries(dimensions) };
}

/** Rejects queries, which would also find metrics of other stages. */
function withoutQuery(expression: string): void {
  if (/SEARCH|SELECT|METRICS|INSIGHT/i.test(expression)) throw new Error(`A query: ${expression}`);
}

function inAlarm({ Metrics, ...alarm }: Json): Watched[] {
  if (Metrics === undefined) return [metricOf(alarm)];
  return Metrics.flatMap(({ Expression, MetricStat }: Json) => {
    if (Expression === undefined) return [metricOf(MetricStat.Metric)];
    withoutQuery(Expression);
    return [];
  });
}

/** `[namespace, name, dimension, value, ..., options]`, or `[{ expression }]`. */
function inWidget(row: Json[]): Watched[] {
  const parts = row.filter((part) => typeof part === 'string');
  const { expression } = row.find((part) => typeof part === 'object') ?? {};
  if (parts.length === 0) {
    withoutQuery(expression);
    return [];
  }
  const [namespace = '', name = '', ...rest] = parts;
  const pairs = rest.flatMap((part, index) => (index % 2 === 0 ? [[part, rest[index + 1]]] : []));
  return [{ namespace, name, dimensions: Object.fromEntries(pairs) }];
}

/** The metrics of a stage's alarms and dashboard on AWS, resolved as a deployment would. */
export function watchedIn(stage: 'dev' | 'prod') {
  const prefix = stage === 'prod' ? 'MultidomainProd-' : 'Multidomain-';
  const deployed = new Deployed(synthesized({ target: 'aws', stage }), prefix);
  const alarms = new Map(
    deployed
      .all('AWS::CloudWatch::Alarm')
      .map(([part, { name, properties }]) => [name, deployed.resolve(part, properties) as Json]),
  );
  const shown = deployed
    .all('AWS::CloudWatch::Dashboard')
    .map(([part, { properties }]) => JSON.parse(String(deployed.resolve(part, properties.DashboardBody))))
    .flatMap(({ widgets }) => widgets)
    .flatMap(({ properties }) => (properties.metrics ?? []).flatMap(inWidget)) as Watched[];
  return { stage, deployed, alarms, shown, alarmed: [...alarms.values()].flatMap(inAlarm) };
}
