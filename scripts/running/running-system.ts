import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const runningSystemSchema = z.object({
  awsEndpoint: z.string(),
  awsCredentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  /** The ids of its user pools; none if its access is open. */
  userPoolIds: z.array(z.string()),
  /** The folder that keeps its data, as an absolute path. Default: nothing is kept. */
  data: z.string().optional(),
});

/** What commands on this machine need to know of a running `npm start`. */
export type RunningSystem = z.infer<typeof runningSystemSchema>;

const FOLDER = join(import.meta.dirname, '../../.local/running');
const fileOf = (port: number): string => join(FOLDER, `${port}.json`);

/** Notes the system that runs on a port, in a file that only the user can read. Returns how to remove the note. */
export function noteRunning(port: number, system: RunningSystem): () => void {
  const file = fileOf(port);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(runningSystemSchema.parse(system)), { mode: 0o600 });
  chmodSync(file, 0o600);
  return () => rmSync(file, { force: true });
}

/** The system that was noted for a port; undefined if there is none. */
export function runningOn(port: number): RunningSystem | undefined {
  try {
    return runningSystemSchema.parse(JSON.parse(readFileSync(fileOf(port), 'utf8')));
  } catch {
    return undefined;
  }
}
