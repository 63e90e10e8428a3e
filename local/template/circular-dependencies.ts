import { cyclesIn } from './cycles.ts';
import { conditionsIn, referencesIn } from './references.ts';
import type { Template } from './template.ts';

/**
 * The cycles in which a stack's resources refer to each other, as `A -> B -> A`: CloudFormation finds no
 * order to create them in and refuses the template.
 */
export function circularDependencies({ Resources }: Template): string[] {
  const dependencies = Object.entries(Resources).map(
    ([id, { DependsOn, Properties }]): [string, string[]] => {
      const referenced = [...referencesIn(Properties)]
        .filter(({ kind }) => kind === 'Ref' || kind === 'Fn::GetAtt')
        .map(({ name }) => name);
      return [
        id,
        [...new Set([...DependsOn, ...referenced])].filter((other) => Object.hasOwn(Resources, other)),
      ];
    },
  );
  return cyclesIn(new Map(dependencies));
}

/** The cycles in which a stack's conditions refer to each other. */
export function circularConditions({ Conditions }: Template): string[] {
  const entries = Object.entries(Conditions);
  return cyclesIn(new Map(entries.map(([name, expression]) => [name, [...conditionsIn(expression)]])));
}
