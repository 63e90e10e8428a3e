import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import type { Resource } from '../resource-type.ts';
import { method, resource, restApi } from '../resources/api-gateway.ts';

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
  for (const { id, logicalId, stage } of model.apis) {
    const place = byId.get(id) ?? { stackName: '', logicalId };
    const other = stages.get(stage);
    const path = `/${stage}`;
    if (stage === RESERVED_STAGE) {
      problems.add(place, `its stage is ${stage}: the local runtime itself answers at ${path}`);
    } else if (other !== undefined) {
      problems.add(place, `its stage is ${stage}, as is that of ${other}: both would answer at ${path}`);
    }
    stages.set(stage, nameOf(place));
  }
  checkPaths(resources, problems);
}

function checkPaths(resources: ResolvedResources, problems: Problems): void {
  const nodes = resources.of(resource);
  const parts = new Map(nodes.map(({ ref, properties }) => [ref, properties.PathPart]));
  const roots = new Set(resources.of(restApi).map(({ attributes }) => attributes['RootResourceId']));
  for (const node of nodes) {
    const { ParentId, PathPart } = node.properties;
    if (!roots.has(ParentId) && !parts.has(ParentId)) {
      problems.add(node, `ParentId ${ParentId} is not a resource of the template`);
    }
    if (parts.get(ParentId)?.endsWith('+}')) {
      problems.add(node, `is below ${parts.get(ParentId)}, which takes every path below itself`);
    }
    // As in AWS, which allows one variable among siblings: two would match the same paths.
    const same = (other: string): boolean =>
      other === PathPart || (isVariable(other) && isVariable(PathPart));
    const first = nodes.find(
      ({ properties }) => properties.ParentId === ParentId && same(properties.PathPart),
    );
    if (first !== undefined && first !== node) {
      problems.add(node, `has the path of ${nameOf(first)} (${first.properties.PathPart})`);
    }
  }
  const methods = resources.of(method);
  for (const declared of methods) {
    const { ResourceId, HttpMethod } = declared.properties;
    if (!roots.has(ResourceId) && !parts.has(ResourceId)) {
      problems.add(declared, `ResourceId ${ResourceId} is not a resource of the template`);
    }
    const first = methods.find(
      ({ properties }) => properties.ResourceId === ResourceId && properties.HttpMethod === HttpMethod,
    );
    if (first !== undefined && first !== declared) {
      problems.add(declared, `is ${HttpMethod} of a resource that has ${nameOf(first)} for it`);
    }
  }
}

/** `{id}`, but not `{proxy+}`, which may stand beside it. */
function isVariable(pathPart: string): boolean {
  return pathPart.startsWith('{') && !pathPart.endsWith('+}');
}

function nameOf({ stackName, logicalId }: Pick<Resource<unknown>, 'stackName' | 'logicalId'>): string {
  return `${stackName}/${logicalId}`;
}
