import type { ICruiseResult } from 'dependency-cruiser';

type Cruised = Pick<ICruiseResult, 'modules' | 'summary'>;

/**
 * The circles of folders that were found, each once: which folders import each other, and for every step around the
 * circle one import that makes it.
 * @param result of a cruise with metrics, and with a rule of scope `folder` that forbids circles.
 */
export function circlesOfFolders({ modules, summary }: Cruised): string[] {
  const importBetween = (from: string, to: string): string => {
    for (const { source, dependencies } of modules) {
      const found = isWithin(from, source) && dependencies.find(({ resolved }) => isWithin(to, resolved));
      if (found) return `${source} imports ${found.resolved}`;
    }
    return `${from} imports ${to}`;
  };
  const circles = new Map<string, string>();
  for (const { rule, from, cycle = [] } of summary.violations) {
    const folders = cycle.map(({ name }) => name);
    const steps = folders.map((folder, index) => importBetween(folders[index - 1] ?? from, folder));
    const key = folders.toSorted().join();
    if (!circles.has(key)) {
      circles.set(key, `${rule.name}: ${[from, ...folders].join(' → ')}: ${steps.join(', and ')}`);
    }
  }
  return [...circles.values()].sort();
}

const isWithin = (folder: string, file: string): boolean => file.startsWith(`${folder}/`);
