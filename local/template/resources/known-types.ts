import type { ResourceType } from '../resource-type.ts';
import { deployment, method, resource, restApi, stage } from './api-gateway.ts';
import { authorizer } from './api-gateway-authorizer.ts';
import { userPool, userPoolClient, userPoolDomain, userPoolGroup } from './cognito.ts';
import { table } from './dynamodb-table.ts';
import { eventBus, rule } from './events.ts';
import { gatewayResponse } from './gateway-response.ts';
import { policy, role } from './iam-role.ts';
import { eventSourceMapping } from './lambda-event-source-mapping.ts';
import { lambdaFunction, permission } from './lambda-function.ts';
import { queue, queuePolicy } from './sqs-queue.ts';
import { ssmParameter } from './ssm-parameter.ts';
import { typesWithoutEffect } from './types-without-effect.ts';

/** Every resource type a template may hold, by name; any other one stops the start. */
export const knownTypes: ReadonlyMap<string, ResourceType<unknown>> = new Map(
  [
    table,
    queue,
    queuePolicy,
    eventBus,
    rule,
    lambdaFunction,
    permission,
    eventSourceMapping,
    role,
    policy,
    restApi,
    resource,
    method,
    deployment,
    stage,
    gatewayResponse,
    authorizer,
    userPool,
    userPoolClient,
    userPoolGroup,
    userPoolDomain,
    ssmParameter,
    ...typesWithoutEffect,
  ].map((known) => [known.type, known]),
);
