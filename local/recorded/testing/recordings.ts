import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What the real services answered, as recorded by others. The recordings lie beside the project and are no part of it. */
export const recordingsFolder = join(import.meta.dirname, '../../../../shared/data/aws-recorded');

export const hasRecordings = existsSync(recordingsFolder);

/** One recorded test: what the services answered, by step. Ids, times and the like are placeholders such as `<uuid:1>`. */
// biome-ignore lint/suspicious/noExplicitAny: every recording has a form of its own
export type Recording = Record<string, any>;

/** Checks a recording against the local runtime. @param variant what the recorded test's name has in brackets */
export type Check = (recording: Recording, variant: string) => unknown;

/**
 * Declares a test for each recording of a file that has a check, and one that each has either a check or a reason why it does
 * not apply. Without the recordings there is only the latter.
 * @param checks by the name of the recorded test, without its variant
 * @param notApplicable reasons by the name of the recorded test, with or without its variant
 */
export function testRecordings(
  file: string,
  checks: Readonly<Record<string, Check>>,
  notApplicable: Readonly<Record<string, string>>,
): void {
  const recordings = readRecordings(file);
  const reasonFor = (name: string) => notApplicable[name] ?? notApplicable[withoutVariant(name)];
  for (const [name, recording] of recordings) {
    const check = checks[withoutVariant(name)];
    if (check === undefined || reasonFor(name) !== undefined) continue;
    test(`${file}: ${name}`, () => check(recording, /\[(.*)\]$/.exec(name)?.[1] ?? ''));
  }
  test(`${file}: each of ${recordings.size} recordings has a check or a reason why it does not apply`, () => {
    const names = [...recordings.keys()];
    expect(names.filter((name) => !checks[withoutVariant(name)] && !reasonFor(name))).toEqual([]);
    if (recordings.size === 0) return;
    const known = new Set([...names, ...names.map(withoutVariant)]);
    expect(
      [...Object.keys(checks), ...Object.keys(notApplicable)].filter((name) => !known.has(name)),
    ).toEqual([]);
  });
}

/** The recorded pairs of an event and a pattern, by name; none without the recordings. */
export function recordedPatterns(): [name: string, text: string][] {
  return globSync('event-patterns/*.json5', { cwd: recordingsFolder })
    .sort()
    .map((file) => [file.replace(/^.*\/|\.json5$/g, ''), readFileSync(join(recordingsFolder, file), 'utf8')]);
}

function readRecordings(file: string): Map<string, Recording> {
  const path = join(recordingsFolder, file);
  if (!existsSync(path)) return new Map();
  const recorded = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    { 'recorded-content': Recording }
  >;
  return new Map(
    Object.entries(recorded).map(([name, entry]) => [
      name.slice(name.lastIndexOf('::') + 2),
      entry['recorded-content'],
    ]),
  );
}

function withoutVariant(name: string): string {
  return name.replace(/\[.*$/, '');
}
