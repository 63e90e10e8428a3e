import { readdirSync, readFileSync } from 'node:fs';

/** What a process of the system has taken so far. */
export interface ProcessUsage {
  /** CPU time of all its threads, those that have ended included, in milliseconds. */
  readonly cpuMs: number;
  /** Resident memory. */
  readonly rssMb: number;
  readonly threads: number;
}

/** What a system takes: its own process, with the workers of functions, and the DynamoDB engine. */
export interface SystemUsage {
  readonly runtime: ProcessUsage;
  readonly engine: ProcessUsage;
}

/** `CLK_TCK` is 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/** Measures a running system. Only Linux says this. @throws Error elsewhere */
export function usageOf(pid: number): SystemUsage {
  const engine = descendantsOf(pid).map(processUsage);
  const none: ProcessUsage = { cpuMs: 0, rssMb: 0, threads: 0 };
  return { runtime: processUsage(pid), engine: engine.reduce(sum, none) };
}

const sum = (a: ProcessUsage, b: ProcessUsage): ProcessUsage => ({
  cpuMs: a.cpuMs + b.cpuMs,
  rssMb: a.rssMb + b.rssMb,
  threads: a.threads + b.threads,
});

/** Any thread may have started a process. */
function descendantsOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
    .filter((child) => child !== '')
    .map(Number)
    .flatMap((child) => [child, ...descendantsOf(child)]);
}

function processUsage(pid: number): ProcessUsage {
  // The name of the program, in parentheses, may have spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const numberAfter = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    cpuMs: (userTicks + systemTicks) * MS_PER_TICK,
    rssMb: numberAfter('VmRSS') / 1024,
    threads: numberAfter('Threads'),
  };
}
