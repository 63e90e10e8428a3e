import type { z } from 'zod';
import type { RouteAuthorization, SystemModel, UserPoolSpec } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import type { Resource } from '../resource-type.ts';
import type { method } from '../resources/api-gateway.ts';
import { authorizer } from '../resources/api-gateway-authorizer.ts';

const HEADER = 'method.request.header.';

/**
 * Who may use a method; undefined if everybody may. An authorizer has to be one of the same API, and each scope one
 * that a client of its user pools may ask for: no token would ever have another one.
 */
export function routeAuthorization(
  declared: Resource<z.output<typeof method.properties>>,
  userPools: readonly UserPoolSpec[],
  resources: ResolvedResources,
  problems: Problems,
): RouteAuthorization | undefined {
  const { RestApiId, AuthorizationType, AuthorizerId, AuthorizationScopes } = declared.properties;
  if (AuthorizationType === 'NONE') {
    if (AuthorizerId !== undefined) problems.add(declared, 'has an AuthorizerId, but AuthorizationType NONE');
    return undefined;
  }
  const found = resources
    .of(authorizer)
    .find(({ ref, properties }) => ref === AuthorizerId && properties.RestApiId === RestApiId);
  if (found === undefined) {
    const allowed = 'an AWS::ApiGateway::Authorizer of its API';
    problems.add(declared, `AuthorizerId is ${AuthorizerId ?? 'missing'}; allowed: ${allowed}`);
    return undefined;
  }
  const { ProviderARNs, IdentitySource } = found.properties;
  const pools = userPools.filter(({ arn }) => ProviderARNs.includes(arn));
  const offered = new Set(pools.flatMap(({ clients }) => clients.flatMap(({ scopes }) => scopes)));
  for (const scope of AuthorizationScopes.filter((one) => !offered.has(one))) {
    const allowed = [...offered].join(', ') || 'none';
    problems.add(declared, `no client may ask for the scope ${scope}; allowed: ${allowed}`);
  }
  return {
    userPoolArns: pools.map(({ arn }) => arn),
    header: IdentitySource.slice(HEADER.length),
    scopes: AuthorizationScopes,
  };
}

/** Each authorizer is for an API and user pools of the template. */
export function checkAuthorizers(model: SystemModel, resources: ResolvedResources, problems: Problems): void {
  for (const declared of resources.of(authorizer)) {
    const { RestApiId, ProviderARNs } = declared.properties;
    if (!model.apis.some(({ id }) => id === RestApiId)) {
      problems.add(
        declared,
        `RestApiId is ${RestApiId}; allowed: an AWS::ApiGateway::RestApi of the template`,
      );
    }
    for (const providerArn of ProviderARNs) {
      if (model.userPools.some(({ arn }) => arn === providerArn)) continue;
      problems.add(
        declared,
        `ProviderARNs has ${providerArn}; allowed: an AWS::Cognito::UserPool of the template`,
      );
    }
  }
}
