import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { rule } from '../resources/events.ts';
import { mayInvoke } from './function-permissions.ts';

/** Each schedule leads to functions of the template that let EventBridge invoke them for it. */
export function checkScheduleTargets(
  model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  for (const schedule of model.schedules) {
    const place = resources.of(rule).find(({ attributes }) => attributes['Arn'] === schedule.arn);
    if (place === undefined) continue;
    for (const { functionArn: target } of schedule.targets) {
      if (!model.functions.some(({ arn }) => arn === target)) {
        problems.add(place, `leads to ${target}; allowed: an AWS::Lambda::Function of the template`);
      } else if (!mayInvoke(resources, 'events.amazonaws.com', target, schedule.arn)) {
        problems.add(
          place,
          `no AWS::Lambda::Permission lets events.amazonaws.com invoke ${target} for ${schedule.arn}`,
        );
      }
    }
  }
}
