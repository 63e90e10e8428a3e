import type { SystemModel } from '../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { checkEventSources } from './event-sources.ts';
import { checkFunctionRoles } from './function-roles.ts';
import { checkRoutePermissions } from './route-permissions.ts';
import { checkRuleTargets } from './rule-targets.ts';

/** Finds what AWS would refuse to create or to deliver, though every resource by itself is well-formed. */
export function checkWiring(model: SystemModel, resources: ResolvedResources, problems: Problems): void {
  checkFunctionRoles(model, resources, problems);
  checkRoutePermissions(model, resources, problems);
  checkRuleTargets(model, resources, problems);
  checkEventSources(model, resources, problems);
}
