import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { checkApiAddresses } from './api-addresses.ts';
import { checkDistinctNames } from './distinct-names.ts';
import { checkEventPatterns } from './event-patterns.ts';
import { checkEventSources } from './event-sources.ts';
import { checkFunctionGrants } from './function-grants.ts';
import { checkFunctionRoles } from './function-roles.ts';
import { checkAuthorizers } from './route-authorization.ts';
import { checkRoutePermissions } from './route-permissions.ts';
import { checkRuleTargets } from './rule-targets.ts';
import { checkScheduleTargets } from './schedule-targets.ts';
import { checkSingletons } from './singletons.ts';

/** Finds what AWS would refuse to create or to deliver, though every resource by itself is well-formed. */
export function checkWiring(model: SystemModel, resources: ResolvedResources, problems: Problems): void {
  checkDistinctNames(model, resources, problems);
  checkSingletons(model, resources, problems);
  checkFunctionRoles(model, resources, problems);
  checkFunctionGrants(model, resources, problems);
  checkApiAddresses(model, resources, problems);
  checkRoutePermissions(model, resources, problems);
  checkAuthorizers(model, resources, problems);
  checkEventPatterns(model, resources, problems);
  checkRuleTargets(model, resources, problems);
  checkScheduleTargets(model, resources, problems);
  checkEventSources(model, resources, problems);
}
