import { arn } from '../../aws/arn.ts';
import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { restApi } from '../resources/api-gateway.ts';
import { mayInvoke } from './function-permissions.ts';

/** Each route leads to a function of the template that lets API Gateway invoke it for that route. */
export function checkRoutePermissions(
  model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  for (const api of model.apis) {
    const stackName = resources.of(restApi).find(({ ref }) => ref === api.id)?.stackName ?? '';
    for (const route of api.routes) {
      const place = { stackName, logicalId: route.logicalId };
      const target = model.functions.find((candidate) => candidate.arn === route.functionArn);
      if (target === undefined) {
        problems.add(place, `leads to ${route.functionArn}, which is not a function of the template`);
        continue;
      }
      const source = arn('execute-api', `${api.id}/${api.stage}/${route.method}${route.path}`);
      if (!mayInvoke(resources, 'apigateway.amazonaws.com', target.arn, source)) {
        problems.add(
          place,
          `no AWS::Lambda::Permission lets apigateway.amazonaws.com invoke ${target.logicalId} for ${source}`,
        );
      }
    }
  }
}
