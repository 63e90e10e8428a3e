import type { z } from 'zod';
import type { UserPoolClientSpec, UserPoolSpec } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import type { Resource } from '../resource-type.ts';
import { userPool, userPoolClient, userPoolDomain, userPoolGroup } from '../resources/cognito.ts';

const SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

/** Puts clients and groups to their user pools. */
export function userPoolSpecs(resources: ResolvedResources, problems: Problems): UserPoolSpec[] {
  const pools = resources.of(userPool);
  const ids = new Set(pools.map(({ ref }) => ref));
  for (const type of [userPoolClient, userPoolGroup, userPoolDomain]) {
    for (const declared of resources.of<{ readonly UserPoolId: string }>(type)) {
      const { UserPoolId } = declared.properties;
      if (!ids.has(UserPoolId)) {
        problems.add(
          declared,
          `UserPoolId is ${UserPoolId}; allowed: an AWS::Cognito::UserPool of the template`,
        );
      }
    }
  }
  return pools.map((pool) => {
    const { logicalId, ref, attributes, properties } = pool;
    const clients = ofPool(resources.of(userPoolClient), ref);
    if (clients.some(({ properties }) => properties.AllowedOAuthFlowsUserPoolClient)) {
      if (ofPool(resources.of(userPoolDomain), ref).length === 0) {
        problems.add(
          pool,
          'has clients that sign people in, but no AWS::Cognito::UserPoolDomain for the pages',
        );
      }
    }
    return {
      logicalId,
      id: ref,
      arn: attributes['Arn'] ?? '',
      ...(properties.UserPoolName !== undefined && { name: properties.UserPoolName }),
      clients: clients.map((client) => clientSpec(client, problems)),
      groups: groupsOf(resources, ref, problems),
    };
  });
}

function clientSpec(
  declared: Resource<z.output<typeof userPoolClient.properties>>,
  problems: Problems,
): UserPoolClientSpec {
  const { logicalId, ref, attributes, properties } = declared;
  const { CallbackURLs, LogoutURLs, AllowedOAuthScopes, RefreshTokenRotation } = properties;
  const { AccessToken, IdToken, RefreshToken } = properties.TokenValidityUnits;
  if (properties.AllowedOAuthFlowsUserPoolClient) {
    for (const name of ['AllowedOAuthFlows', 'AllowedOAuthScopes', 'CallbackURLs'] as const) {
      if (properties[name].length === 0)
        problems.add(declared, `${name} is empty, so that nobody can sign in`);
    }
  }
  return {
    logicalId,
    id: ref,
    name: attributes['Name'] ?? '',
    signsIn: properties.AllowedOAuthFlowsUserPoolClient,
    callbackUrls: CallbackURLs,
    logoutUrls: LogoutURLs,
    scopes: AllowedOAuthScopes,
    accessTokenSeconds: properties.AccessTokenValidity * SECONDS[AccessToken],
    idTokenSeconds: properties.IdTokenValidity * SECONDS[IdToken],
    refreshTokenSeconds: properties.RefreshTokenValidity * SECONDS[RefreshToken],
    ...(RefreshTokenRotation?.Feature === 'ENABLED' && {
      rotation: { graceSeconds: RefreshTokenRotation.RetryGracePeriodSeconds },
    }),
  };
}

function groupsOf(resources: ResolvedResources, poolId: string, problems: Problems): UserPoolSpec['groups'] {
  const names = new Set<string>();
  return ofPool(resources.of(userPoolGroup), poolId).map((group) => {
    if (names.has(group.ref)) problems.add(group, `is the second group ${group.ref} of its user pool`);
    names.add(group.ref);
    const { Description } = group.properties;
    return { name: group.ref, ...(Description !== undefined && { description: Description }) };
  });
}

function ofPool<Properties extends { readonly UserPoolId: string }>(
  declared: readonly Resource<Properties>[],
  poolId: string,
): Resource<Properties>[] {
  return declared.filter(({ properties }) => properties.UserPoolId === poolId);
}
