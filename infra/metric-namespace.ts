import type { Settings } from './settings.ts';

/** CloudWatch's namespace of the metrics that a stage's functions write. Each stage has its own, as an account may hold both. */
export const metricNamespace = (stage: Settings['stage']): string => `Multidomain/${stage}`;
