import type { Settings } from './settings.ts';

/** The CloudWatch namespace of a stage's own metrics. Stages may share an account, so each has its own. */
export const metricNamespace = (stage: Settings['stage']): string => `Multidomain/${stage}`;
