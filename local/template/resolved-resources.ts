import { checkReferences } from './check-references.ts';
import { AlreadyReported, evaluate, IntrinsicError, resolveIntrinsics } from './intrinsics.ts';
import type { Problems } from './problems.ts';
import type { Resource, ResourceType } from './resource-type.ts';
import { knownTypes } from './resources/known-types.ts';
import { schemaProblems, unknownProperties } from './schema-problems.ts';
import { Stack } from './stack.ts';
import { type StackTemplate, templateSchema } from './template.ts';

/** The resources of all stacks, by type. */
export interface ResolvedResources {
  of<Properties>(type: ResourceType<Properties>): readonly Resource<Properties>[];
}

/** Resolves every property of every stack; what cannot be resolved, or is not known, goes to `problems`. */
export function resolveResources(
  stackTemplates: readonly StackTemplate[],
  problems: Problems,
): ResolvedResources {
  const stacks: Stack[] = [];
  const exports = new Map<string, { stack: Stack; value: unknown }>();
  const importValue = (name: string): unknown => {
    const exported = exports.get(name);
    if (exported === undefined) throw new IntrinsicError(`imports ${name}, which no stack exports`);
    return evaluate(exported.value, exported.stack);
  };
  for (const { stackName, template } of stackTemplates) {
    for (const message of schemaProblems(templateSchema, template)) problems.add({ stackName }, message);
    const parsed = templateSchema.safeParse(template);
    if (parsed.success) stacks.push(new Stack(stackName, parsed.data, importValue));
  }
  for (const stack of stacks) {
    collectExports(stack, exports, problems);
    checkReferences(stack, problems);
  }

  const byType = new Map<string, Resource<unknown>[]>();
  for (const stack of stacks) {
    for (const logicalId of Object.keys(stack.template.Resources)) {
      const place = { stackName: stack.name, logicalId };
      reporting(problems, place, () => {
        const resource = resolveResource(stack, logicalId, problems);
        if (resource === undefined) return;
        const type = stack.template.Resources[logicalId]?.Type ?? '';
        byType.set(type, [...(byType.get(type) ?? []), resource]);
      });
    }
  }
  return {
    of: <Properties>(type: ResourceType<Properties>) =>
      (byType.get(type.type) ?? []) as Resource<Properties>[],
  };
}

function resolveResource(stack: Stack, logicalId: string, problems: Problems): Resource<unknown> | undefined {
  const place = { stackName: stack.name, logicalId };
  const declared = stack.template.Resources[logicalId];
  if (declared === undefined) return undefined;
  if (declared.Condition !== undefined && !stack.condition(declared.Condition)) return undefined;
  const type = knownTypes.get(declared.Type);
  if (type === undefined) {
    problems.add(
      place,
      `unknown resource type ${declared.Type}; allowed: ${[...knownTypes.keys()].join(', ')}`,
    );
    return undefined;
  }
  let complete = true;
  const properties = resolveIntrinsics(declared.Properties, stack, (error) => {
    complete = false;
    if (!(error instanceof AlreadyReported)) problems.add(place, error.message);
  });
  // A property left out because of a failed reference is not missing: only definite errors are reported beside it.
  const wrong = complete
    ? schemaProblems(type.properties, properties)
    : unknownProperties(type.properties, properties);
  for (const message of wrong) problems.add(place, `${declared.Type}: ${message}`);
  if (!complete || wrong.length > 0) return undefined;
  return { ...place, ...stack.identity(logicalId), properties: type.properties.parse(properties) };
}

function collectExports(
  stack: Stack,
  exports: Map<string, { stack: Stack; value: unknown }>,
  problems: Problems,
): void {
  for (const [logicalId, output] of Object.entries(stack.template.Outputs)) {
    const place = { stackName: stack.name, logicalId };
    reporting(problems, place, () => {
      if (output.Condition !== undefined && !stack.condition(output.Condition)) return;
      if (output.Export === undefined) {
        evaluate(output.Value, stack);
        return;
      }
      const name = String(evaluate(output.Export.Name, stack));
      if (exports.has(name)) problems.add(place, `exports ${name}, which another output exports already`);
      exports.set(name, { stack, value: output.Value });
    });
  }
}

function reporting(
  problems: Problems,
  place: { stackName: string; logicalId: string },
  work: () => void,
): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof IntrinsicError)) throw error;
    if (!(error instanceof AlreadyReported)) problems.add(place, error.message);
  }
}
