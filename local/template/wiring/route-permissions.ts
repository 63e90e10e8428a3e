import { arn } from '../../aws/arn.ts';
import { matchesWildcards } from '../../iam/wildcards.ts';
import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { restApi } from '../resources/api-gateway.ts';
import { functionArn, permission } from '../resources/lambda-function.ts';

/** Each route leads to a function of the template that lets API Gateway invoke it for that route. */
export function checkRoutePermissions(
  model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  const permissions = resources
    .of(permission)
    .map(({ properties }) => properties)
    .filter(
      ({ Action, Principal }) =>
        Action === 'lambda:InvokeFunction' && Principal === 'apigateway.amazonaws.com',
    );
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
      const allowed = permissions.some(
        ({ FunctionName, SourceArn }) =>
          functionArn(FunctionName) === target.arn && matchesWildcards(SourceArn ?? '*', source),
      );
      if (!allowed) {
        problems.add(
          place,
          `no AWS::Lambda::Permission lets apigateway.amazonaws.com invoke ${target.logicalId} for ${source}`,
        );
      }
    }
  }
}
