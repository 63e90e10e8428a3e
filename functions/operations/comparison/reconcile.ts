import { setTimeout as pause } from 'node:timers/promises';
import type { Rows } from '../derived/rows.ts';
import type { Check, Difference, Subject } from './check.ts';
import { projectionChecks } from './projections.ts';
import { replicaChecks } from './replicas.ts';
import { reservationCheck } from './reservations.ts';
import { searchChecks } from './searches.ts';
import { skuCheck } from './skus.ts';
import { totalsChecks } from './totals.ts';

/** A difference, where it is, and how to look again. */
export interface Found extends Difference {
  readonly check: Check;
  readonly subject: Subject;
}

/** All comparisons. */
export const checks: readonly Check[] = [
  ...replicaChecks,
  reservationCheck,
  ...projectionChecks,
  ...searchChecks,
  skuCheck,
  ...totalsChecks,
];

/** No more are kept in memory for one check. */
const MOST_OF_A_CHECK = 10_000;
const LOOKS_AFTER_MS = [1_000, 2_000, 4_000];

/** Compares all tables. @param say takes a line for whoever is watching. */
export async function reconcile(rows: Rows, say: (line: string) => void): Promise<Found[]> {
  const found: Found[] = [];
  for (const check of checks) {
    const ofCheck = new Map<string, Found>();
    await look(rows, check, ofCheck, say);
    found.push(...ofCheck.values());
  }
  return lasting(rows, found);
}

/** Goes once through everything that a check compares. @param found takes each difference at once, by its subject. */
export async function look(
  rows: Rows,
  check: Check,
  found: Map<string, Found>,
  say: (line: string) => void,
): Promise<void> {
  let before: ReadonlySet<string> = new Set();
  for await (const page of check.subjects(rows)) {
    // Rows of a partition follow each other: without this, an owner's partition would be read once for each of its rows.
    const bySubject = new Map(page.map((subject) => [JSON.stringify(subject), subject]));
    const subjects = [...bySubject].flatMap(([key, subject]) => (before.has(key) ? [] : [subject]));
    before = new Set(bySubject.keys());
    for (const each of await lookAt(rows, check, subjects)) found.set(JSON.stringify(each.subject), each);
    if (found.size < MOST_OF_A_CHECK) continue;
    say(`${check.name}: stopped after ${found.size} differences.`);
    break;
  }
}

/** Those that stay: what is merely in flight on a running system agrees a moment later, or at least changes. */
export async function lasting(rows: Rows, found: readonly Found[]): Promise<Found[]> {
  let before = found;
  let same = found;
  for (const milliseconds of LOOKS_AFTER_MS) {
    if (before.length === 0) return [];
    await pause(milliseconds);
    const after: Found[] = [];
    for (const check of checks) {
      const subjects = before.filter((each) => each.check === check).map(({ subject }) => subject);
      for (let start = 0; start < subjects.length; start += 100) {
        after.push(...(await lookAt(rows, check, subjects.slice(start, start + 100))));
      }
    }
    const known = new Set(before.map(nameOf));
    same = after.filter((each) => known.has(nameOf(each)));
    before = after;
  }
  return [...same];
}

const nameOf = ({ check, text }: Found): string => `${check.name} ${text}`;

async function lookAt(rows: Rows, check: Check, subjects: readonly Subject[]): Promise<Found[]> {
  const differences = await check.compare(rows, subjects);
  return differences.flatMap((difference, index) =>
    difference === undefined ? [] : [{ ...difference, check, subject: subjects[index] as Subject }],
  );
}

/**
 * The ids to publish again. Not a purchase whose pair is wrong itself: publishing it again would count it in a pair that
 * does not agree with the marks.
 */
export function idsToRepublish(found: readonly Found[]): string[] {
  const wrongPairs = new Set(
    found.flatMap(({ subject: { customerId, productId } }) =>
      customerId ? [`${customerId}#${productId}`] : [],
    ),
  );
  const safe = found.filter(({ subject }) => !wrongPairs.has(subject['pair'] ?? ''));
  return [...new Set(safe.flatMap(({ republish }) => republish ?? []))];
}
