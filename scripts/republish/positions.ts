import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Place } from '../running/place.ts';

/** What is this old is begun again: tables have changed, and their streams no longer have it. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

const positionSchema = z.object({
  /** The key of the last row that was dealt with; missing once all were. */
  after: z.string().exactOptional(),
  rows: z.int(),
  /** When the table was begun, ISO 8601. */
  since: z.string(),
});

/** How far a table was read. */
export type Position = z.infer<typeof positionSchema>;

const fileSchema = z.record(z.string(), positionSchema);

/** How far a command read the tables of a system, kept in a file so that a run can continue. */
export class Positions {
  readonly #file: string;
  #positions: Record<string, Position>;

  /** @param now epoch milliseconds. */
  constructor(file: string, now: number) {
    this.#file = file;
    const isFresh = ([, { since }]: [string, Position]) => now - Date.parse(since) < MAX_AGE_MS;
    this.#positions = Object.fromEntries(Object.entries(readFrom(file)).filter(isFresh));
  }

  /** @param table its unique id: another table of the same name is another one. */
  of(table: string): Position | undefined {
    return this.#positions[table];
  }

  set(table: string, position: Position): void {
    this.#positions = { ...this.#positions, [table]: position };
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#positions));
  }

  forget(): void {
    this.#positions = {};
    rmSync(this.#file, { force: true });
  }
}

/** The file of a command for a system. */
export function positionsFile(place: Place, command: 'republish' | 'rebuild'): string {
  const name =
    place.kind === 'local' ? `${place.port}` : place.kind === 'aws' ? `aws-${place.stage}` : place.kind;
  return join(import.meta.dirname, '../../.local', command, `${name}.json`);
}

function readFrom(file: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
