import type { Template } from './template.ts';

/**
 * The cycles in which a stack's resources refer to each other, as `A -> B -> A`: CloudFormation finds no
 * order to create them in and refuses the template.
 */
export function circularDependencies({ Resources }: Template): string[] {
  const dependencies = new Map(
    Object.entries(Resources).map(([id, { DependsOn, Properties }]) => [
      id,
      [...new Set([...DependsOn, ...referencedIds(Properties)])].filter((other) => other in Resources),
    ]),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) {
      circles.push([...path.slice(path.indexOf(id)), id].join(' -> '));
    } else if (!done.has(id)) {
      for (const other of dependencies.get(id) ?? []) visit(other, [...path, id]);
      done.add(id);
    }
  };
  for (const id of dependencies.keys()) visit(id, []);
  return circles;
}

function referencedIds(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, argument]) => {
    if (key === 'Ref' && typeof argument === 'string') return [argument];
    if (key === 'Fn::GetAtt')
      return [String(typeof argument === 'string' ? argument : argument?.[0]).split('.')[0] ?? ''];
    if (key === 'Fn::Sub') {
      const template = String(Array.isArray(argument) ? argument[0] : argument);
      return [
        ...Array.from(template.matchAll(/\$\{([^!}.]+)/g), ([, id]) => id ?? ''),
        ...referencedIds(Array.isArray(argument) ? argument[1] : undefined),
      ];
    }
    return referencedIds(argument);
  });
}
