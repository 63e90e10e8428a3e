import { circularConditions, circularDependencies } from './circular-dependencies.ts';
import { unknownIntrinsic } from './intrinsics.ts';
import type { Problems } from './problems.ts';
import { conditionsIn, type Reference, referencesIn } from './references.ts';
import type { Stack } from './stack.ts';

/**
 * Finds references to what a stack does not have, wherever they are: CloudFormation refuses them also in resources,
 * outputs and branches that a condition leaves out.
 */
export function checkReferences(stack: Stack, problems: Problems): void {
  const { Resources, Outputs, Conditions } = stack.template;
  const at = (logicalId: string) => (message: string | undefined) => {
    if (message !== undefined) problems.add({ stackName: stack.name, logicalId }, message);
  };
  for (const [logicalId, { Properties, DependsOn }] of Object.entries(Resources)) {
    const note = at(logicalId);
    for (const reference of referencesIn(Properties)) note(problemOf(reference, stack));
    for (const id of DependsOn) {
      if (!Object.hasOwn(Resources, id)) note(`depends on ${id}, which this stack does not have`);
    }
  }
  for (const [logicalId, { Value, Export }] of Object.entries(Outputs)) {
    const note = at(logicalId);
    for (const reference of referencesIn([Value, Export?.Name])) note(problemOf(reference, stack));
  }
  for (const [name, expression] of Object.entries(Conditions)) {
    const note = at(name);
    for (const reference of referencesIn(expression)) note(problemInCondition(reference, stack));
    for (const other of conditionsIn(expression)) note(stack.unknownCondition(other));
  }
  for (const circle of circularDependencies(stack.template)) {
    problems.add({ stackName: stack.name }, `circular dependency ${circle}`);
  }
  for (const circle of circularConditions(stack.template)) {
    problems.add({ stackName: stack.name }, `circular condition ${circle}`);
  }
}

function problemOf({ kind, name, attribute }: Reference, stack: Stack): string | undefined {
  if (kind === 'condition') return stack.unknownCondition(name);
  if (kind === 'mapping') return stack.unknownMapping(name);
  if (kind === 'unknown function') return unknownIntrinsic(name);
  if (kind === 'Ref' && stack.isParameter(name)) return undefined;
  if (!Object.hasOwn(stack.template.Resources, name))
    return `refers to ${name}, which this stack does not have`;
  return attribute === undefined ? undefined : stack.unknownAttribute(name, attribute);
}

function problemInCondition(reference: Reference, stack: Stack): string | undefined {
  const { kind, name } = reference;
  if (kind === 'Fn::GetAtt' || (kind === 'Ref' && Object.hasOwn(stack.template.Resources, name))) {
    return `refers to ${name} in a condition; allowed: parameters`;
  }
  return problemOf(reference, stack);
}
