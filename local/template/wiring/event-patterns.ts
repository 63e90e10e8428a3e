import type { SystemModel } from '../../model.ts';
import { compilePattern } from '../../services/events/pattern.ts';
import { PatternError } from '../../services/events/pattern-error.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { rule } from '../resources/events.ts';
import { eventSourceMapping } from '../resources/lambda-event-source-mapping.ts';

/** The patterns of rules, and the filters of event sources, are ones that EventBridge takes. */
export function checkEventPatterns(
  _model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  for (const declared of resources.of(rule)) {
    const { EventPattern } = declared.properties;
    if (EventPattern === undefined) continue;
    const problem = patternProblem(EventPattern, 'EventPattern');
    if (problem !== undefined) problems.add(declared, problem);
  }
  for (const declared of resources.of(eventSourceMapping)) {
    for (const [index, { Pattern }] of (declared.properties.FilterCriteria?.Filters ?? []).entries()) {
      const problem = patternProblem(Pattern, `FilterCriteria.Filters.${index}.Pattern`);
      if (problem !== undefined) problems.add(declared, problem);
    }
  }
}

function patternProblem(pattern: Readonly<Record<string, unknown>>, property: string): string | undefined {
  try {
    compilePattern(pattern, property);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}
