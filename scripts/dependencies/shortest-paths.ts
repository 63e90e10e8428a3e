/** A chain of imports that breaks a rule, from the module that breaks it to the forbidden one. */
export interface ImportPath {
  readonly rule: string;
  readonly modules: readonly string[];
}

/** Describes the shortest path to each forbidden module, except for those behind another forbidden module. */
export function shortestPaths(paths: readonly ImportPath[]): string[] {
  const byTarget = Map.groupBy(paths, ({ rule, modules }) => `${rule}: ${modules.at(-1)}`);
  const isForbidden = (rule: string, module: string) => byTarget.has(`${rule}: ${module}`);
  return [...byTarget.values()].flatMap((group) => {
    const [{ rule, modules }] = group.toSorted(byLength) as [ImportPath];
    // Removing the import of the other forbidden module removes this path, too.
    if (modules.slice(1, -1).some((module) => isForbidden(rule, module))) return [];
    const others = group.length > 1 ? ` (shortest of ${group.length} paths)` : '';
    return `${rule}: ${modules.join(' → ')}${others}`;
  });
}

const byLength = (one: ImportPath, other: ImportPath) =>
  one.modules.length - other.modules.length || one.modules.join().localeCompare(other.modules.join());
