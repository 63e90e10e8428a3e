import type { ICruiseResult } from 'dependency-cruiser';

type Cruised = Pick<ICruiseResult, 'modules' | 'summary'>;

/**
 * Describes each cycle of folders once: the folders that import each other, and one import for each step of the cycle.
 * @param result of a cruise with metrics, and with a rule of scope `folder` that forbids cycles.
 */
export function folderCycles({ modules, summary }: Cruised): string[] {
  const importBetween = (from: string, to: string): string => {
    for (const { source, dependencies } of modules) {
      const found = isWithin(from, source) && dependencies.find(({ resolved }) => isWithin(to, resolved));
      if (found) return `${source} imports ${found.resolved}`;
    }
    return `${from} imports ${to}`;
  };
  const cycles = new Map<string, string>();
  for (const { rule, from, cycle = [] } of summary.violations) {
    const folders = cycle.map(({ name }) => name);
    const steps = folders.map((folder, index) => importBetween(folders[index - 1] ?? from, folder));
    const key = folders.toSorted().join();
    if (!cycles.has(key)) {
      cycles.set(key, `${rule.name}: ${[from, ...folders].join(' → ')}: ${steps.join(', and ')}`);
    }
  }
  return [...cycles.values()].sort();
}

const isWithin = (folder: string, file: string): boolean => file.startsWith(`${folder}/`);
