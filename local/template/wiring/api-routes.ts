import type { ApiSpec, GatewayResponseSpec, RouteSpec, UserPoolSpec } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { method, resource, restApi, stage } from '../resources/api-gateway.ts';
import { gatewayResponse, gatewayResponseSpec } from '../resources/gateway-response.ts';
import { routeAuthorization } from './route-authorization.ts';

const lambdaUri = /^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/(?<arn>.+)\/invocations$/;

/** Flattens each REST API's tree of resources and methods into routes. */
export function apiSpecs(
  resources: ResolvedResources,
  userPools: readonly UserPoolSpec[],
  problems: Problems,
): ApiSpec[] {
  return resources.of(restApi).flatMap((api) => {
    const stages = resources.of(stage).filter(({ properties }) => properties.RestApiId === api.ref);
    const [only] = stages;
    if (only === undefined || stages.length > 1) {
      problems.add(api, `has ${stages.length} stages; allowed: one AWS::ApiGateway::Stage`);
      return [];
    }
    const rootId = api.attributes['RootResourceId'] ?? '';
    const routes = routesOf(api.ref, rootId, userPools, resources, problems);
    const { logicalId, ref, properties } = api;
    const gatewayResponses = gatewayResponsesOf(api.ref, resources, problems);
    const { StageName } = only.properties;
    return [{ logicalId, id: ref, name: properties.Name, stage: StageName, routes, gatewayResponses }];
  });
}

function gatewayResponsesOf(
  apiId: string,
  resources: ResolvedResources,
  problems: Problems,
): GatewayResponseSpec[] {
  const declared = resources.of(gatewayResponse).filter(({ properties }) => properties.RestApiId === apiId);
  const types = new Set<string>();
  for (const response of declared) {
    const { ResponseType } = response.properties;
    if (types.has(ResponseType)) problems.add(response, `is the second one for ${ResponseType}`);
    types.add(ResponseType);
  }
  return declared.map(gatewayResponseSpec);
}

function routesOf(
  apiId: string,
  rootId: string,
  userPools: readonly UserPoolSpec[],
  resources: ResolvedResources,
  problems: Problems,
): RouteSpec[] {
  const byId = new Map(resources.of(resource).map((node) => [node.ref, node.properties]));
  const pathOf = (id: string): string => {
    const node = byId.get(id);
    return id === rootId || node === undefined ? '' : `${pathOf(node.ParentId)}/${node.PathPart}`;
  };
  return resources.of(method).flatMap((declared) => {
    const { RestApiId, ResourceId, HttpMethod, Integration } = declared.properties;
    if (RestApiId !== apiId) return [];
    const functionArn = lambdaUri.exec(Integration.Uri)?.groups?.['arn'];
    if (functionArn === undefined) {
      problems.add(
        declared,
        `Integration.Uri is ${Integration.Uri}; allowed: the invocations of a Lambda function`,
      );
      return [];
    }
    const authorization = routeAuthorization(declared, userPools, resources, problems);
    return [
      {
        logicalId: declared.logicalId,
        method: HttpMethod,
        path: pathOf(ResourceId) || '/',
        functionArn,
        ...(authorization && { authorization }),
      },
    ];
  });
}
