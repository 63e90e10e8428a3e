/** One way to what a rule forbids: from the module that breaks the rule to the forbidden one, both included. */
export interface Way {
  readonly rule: string;
  readonly modules: readonly string[];
}

/** A sentence for each way that is worth reading. */
export function shortestWays(ways: readonly Way[]): string[] {
  const byTarget = Map.groupBy(ways, ({ rule, modules }) => `${rule}: ${modules.at(-1)}`);
  const isForbidden = (rule: string, module: string) => byTarget.has(`${rule}: ${module}`);
  return [...byTarget.values()].flatMap((group) => {
    const [{ rule, modules }] = group.toSorted(byLength) as [Way];
    // Whatever is beyond another forbidden module goes away with that one.
    if (modules.slice(1, -1).some((module) => isForbidden(rule, module))) return [];
    const others = group.length > 1 ? ` (the shortest way; ${group.length - 1} more)` : '';
    return `${rule}: ${modules.join(' → ')}${others}`;
  });
}

const byLength = (one: Way, other: Way) =>
  one.modules.length - other.modules.length || one.modules.join().localeCompare(other.modules.join());
