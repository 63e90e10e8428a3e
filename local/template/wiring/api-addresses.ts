import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import type { Resource } from '../resource-type.ts';
import { deployment, method, resource, restApi, stage } from '../resources/api-gateway.ts';
import { gatewayResponse } from '../resources/gateway-response.ts';

/** The stage name that the local runtime uses for itself. */
const RESERVED_STAGE = '_local';

/**
 * Every method has an address of its own: no two REST APIs share a stage, which is the only difference between them
 * here, no two resources a path, and no two methods a resource.
 */
export function checkApiAddresses(
  model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  const byId = new Map(resources.of(restApi).map((api) => [api.ref, api]));
  const stages = new Map<string, string>();
  for (const { id, logicalId, stage: stageName } of model.apis) {
    const place = byId.get(id) ?? { stackName: '', logicalId };
    const other = stages.get(stageName);
    const path = `/${stageName}`;
    if (stageName === RESERVED_STAGE) {
      problems.add(place, `its stage is ${stageName}: the local runtime itself answers at ${path}`);
    } else if (other !== undefined) {
      problems.add(place, `its stage is ${stageName}, as is that of ${other}: both would answer at ${path}`);
    }
    stages.set(stageName, nameOf(place));
  }
  checkParts(resources, problems);
  checkPaths(resources, problems);
}

function checkPaths(resources: ResolvedResources, problems: Problems): void {
  const nodes = resources.of(resource);
  const byId = new Map(nodes.map((node) => [node.ref, node.properties]));
  const apiOfRoot = new Map(
    resources.of(restApi).map(({ ref, attributes }) => [attributes['RootResourceId'], ref]),
  );
  const isInApi = (id: string, apiId: string): boolean =>
    (apiOfRoot.get(id) ?? byId.get(id)?.RestApiId) === apiId;
  for (const node of nodes) {
    const { RestApiId, ParentId, PathPart } = node.properties;
    if (!isInApi(ParentId, RestApiId)) {
      problems.add(node, `ParentId ${ParentId} is not a resource of the template, in API ${RestApiId}`);
    }
    const parent = byId.get(ParentId)?.PathPart ?? '';
    if (kindOf(parent) === 'greedy') {
      problems.add(node, `is below ${parent}, which takes every path below itself`);
    }
    // As in AWS, which allows one variable of each kind among siblings: two would match the same paths.
    const same = (other: string): boolean =>
      other === PathPart || (kindOf(PathPart) !== 'fixed' && kindOf(other) === kindOf(PathPart));
    const first = nodes.find(
      ({ properties }) => properties.ParentId === ParentId && same(properties.PathPart),
    );
    if (first !== undefined && first !== node) {
      problems.add(
        node,
        `PathPart ${PathPart} matches what ${first.properties.PathPart} of ${nameOf(first)} does; allowed: each name once below a parent, and one variable`,
      );
    }
  }
  const methods = resources.of(method);
  for (const declared of methods) {
    const { RestApiId, ResourceId, HttpMethod } = declared.properties;
    if (!isInApi(ResourceId, RestApiId)) {
      problems.add(
        declared,
        `ResourceId ${ResourceId} is not a resource of the template, in API ${RestApiId}`,
      );
    }
    const first = methods.find(
      ({ properties }) => properties.ResourceId === ResourceId && properties.HttpMethod === HttpMethod,
    );
    if (first !== undefined && first !== declared) {
      problems.add(declared, `is ${HttpMethod} of a resource that has ${nameOf(first)} for it`);
    }
  }
}

/** Each part of an API is of one in the template, each stage shows a deployment of its API, and no API is empty. */
function checkParts(resources: ResolvedResources, problems: Problems): void {
  const ids = new Set(resources.of(restApi).map(({ ref }) => ref));
  for (const type of [resource, method, deployment, stage, gatewayResponse]) {
    for (const declared of resources.of<{ readonly RestApiId: string }>(type)) {
      const { RestApiId } = declared.properties;
      if (ids.has(RestApiId)) continue;
      problems.add(
        declared,
        `RestApiId is ${RestApiId}; allowed: an AWS::ApiGateway::RestApi of the template`,
      );
    }
  }
  const deployments = resources.of(deployment);
  const methods = resources.of(method);
  for (const declared of deployments) {
    const { RestApiId } = declared.properties;
    if (methods.some(({ properties }) => properties.RestApiId === RestApiId)) continue;
    problems.add(declared, `deploys API ${RestApiId}, which has no methods; allowed: an API with methods`);
  }
  for (const declared of resources.of(stage)) {
    const { RestApiId, DeploymentId } = declared.properties;
    if (deployments.some(({ ref, properties }) => ref === DeploymentId && properties.RestApiId === RestApiId))
      continue;
    problems.add(
      declared,
      `DeploymentId is ${DeploymentId}; allowed: an AWS::ApiGateway::Deployment of its API`,
    );
  }
}

function kindOf(pathPart: string): 'fixed' | 'variable' | 'greedy' {
  if (!pathPart.startsWith('{')) return 'fixed';
  return pathPart.endsWith('+}') ? 'greedy' : 'variable';
}

function nameOf({ stackName, logicalId }: Pick<Resource<unknown>, 'stackName' | 'logicalId'>): string {
  return `${stackName}/${logicalId}`;
}
