import { join } from 'node:path';
import type { FunctionSpec, SystemModel } from '../model.ts';
import { type Assembly, readAssembly } from './assembly.ts';
import { Problems } from './problems.ts';
import { type ResolvedResources, resolveResources } from './resolved-resources.ts';
import { table, tableSpec } from './resources/dynamodb-table.ts';
import { busSpec, eventBus, rule, ruleSpecs, scheduleSpecs } from './resources/events.ts';
import { policy, role, roleSpec } from './resources/iam-role.ts';
import { eventSourceMapping, eventSourceSpec } from './resources/lambda-event-source-mapping.ts';
import { functionSpec, lambdaFunction } from './resources/lambda-function.ts';
import { queue, queuePolicy, queueSpec } from './resources/sqs-queue.ts';
import { apiSpecs } from './wiring/api-routes.ts';
import { checkWiring } from './wiring/check-wiring.ts';
import { userPoolSpecs } from './wiring/user-pools.ts';

/**
 * Reads the cloud assembly that `cdk synth` wrote to a folder (`cdk.out`).
 * @throws TemplateError listing everything that this machine cannot run, or AWS would refuse
 */
export function loadSystem(assemblyDir: string): SystemModel {
  return buildSystem(readAssembly(assemblyDir));
}

/** {@link loadSystem} for an assembly that is in memory. */
export function buildSystem(assembly: Assembly): SystemModel {
  const problems = new Problems();
  const resources = resolveResources(assembly.stacks, problems);
  // Partly resolved resources would cause false problems below.
  problems.throwIfAny();
  const queuePolicies = resources.of(queuePolicy);
  const policies = resources.of(policy);
  const userPools = userPoolSpecs(resources, problems);
  const model: SystemModel = {
    tables: resources.of(table).map(tableSpec),
    queues: resources.of(queue).map((declared) => queueSpec(declared, queuePolicies)),
    buses: resources.of(eventBus).map(busSpec),
    rules: resources.of(rule).flatMap(ruleSpecs),
    schedules: resources.of(rule).flatMap(scheduleSpecs),
    functions: functionSpecs(resources, assembly, problems),
    eventSources: resources.of(eventSourceMapping).map(eventSourceSpec),
    roles: resources.of(role).map((declared) => roleSpec(declared, policies)),
    userPools,
    apis: apiSpecs(resources, userPools, problems),
  };
  checkWiring(model, resources, problems);
  problems.throwIfAny();
  return model;
}

function functionSpecs(resources: ResolvedResources, assembly: Assembly, problems: Problems): FunctionSpec[] {
  return resources.of(lambdaFunction).flatMap((declared) => {
    const { S3Key } = declared.properties.Code;
    const codePath = assembly.assetFolder(S3Key);
    if (codePath !== undefined) {
      const spec = functionSpec(declared, codePath);
      const files = handlerFiles(spec);
      if (files.some((file) => assembly.hasFile(file))) return [spec];
      problems.add(declared, `Handler is ${spec.handler}; none of its files exists: ${files.join(', ')}`);
      return [spec];
    }
    problems.add(
      declared,
      `Code.S3Key ${S3Key} is no unpacked folder of this assembly; allowed: Code.fromAsset(folder)`,
    );
    return [];
  });
}

/** Where a function's handler may be, by the file name before its last dot. */
function handlerFiles({ codePath, handler }: FunctionSpec): string[] {
  const module = handler.slice(0, handler.lastIndexOf('.'));
  return ['.mjs', '.js', '.cjs'].map((extension) => join(codePath, `${module}${extension}`));
}
