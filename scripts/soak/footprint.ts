import { readdirSync, readFileSync } from 'node:fs';

/** What a process and its descendants take. */
export interface Footprint {
  readonly rssMb: number;
  readonly threads: number;
}

/** Measures a process and its descendants; undefined if it has ended, and on systems without `/proc`, which only Linux has. */
export function footprintOf(pid: number): Footprint | undefined {
  try {
    const parts = [pid, ...descendantsOf(pid)].map(ownFootprint);
    return {
      rssMb: Math.round(parts.reduce((sum, { rssMb }) => sum + rssMb, 0)),
      threads: parts.reduce((sum, { threads }) => sum + threads, 0),
    };
  } catch {
    return undefined;
  }
}

/** Any thread may have started a process. */
function descendantsOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ');
    return children.flatMap((child) =>
      Number(child) > 0 ? [Number(child), ...descendantsOf(Number(child))] : [],
    );
  });
}

function ownFootprint(pid: number): Footprint {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const numberAfter = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return { rssMb: numberAfter('VmRSS') / 1024, threads: numberAfter('Threads') };
}
