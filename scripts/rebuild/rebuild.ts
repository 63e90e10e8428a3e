import { censuses, days } from '../../functions/operations/derived/counters.ts';
import type { Named } from '../../functions/operations/derived/named.ts';
import { projections } from '../../functions/operations/derived/projections.ts';
import { replicas } from '../../functions/operations/derived/replicas.ts';
import { searches } from '../../functions/operations/derived/searches.ts';
import { skus } from '../../functions/operations/derived/skus.ts';
import { rebuildCensus } from './census.ts';
import { rebuildDays } from './days.ts';
import { rebuildProjection } from './projections.ts';
import { rebuildReplica } from './replicas.ts';
import { rebuildSearch } from './searches.ts';
import { rebuildSkus } from './skus.ts';
import { type RebuildOptions, Workshop } from './workshop.ts';

/** Something that can be rebuilt. */
interface Rebuildable extends Named {
  rebuild(workshop: Workshop): Promise<void>;
}

const rebuiltBy =
  <Derived extends Named>(rebuild: (workshop: Workshop, derived: Derived) => Promise<void>) =>
  (derived: Derived): Rebuildable => ({
    name: derived.name,
    text: derived.text,
    rebuild: (workshop) => rebuild(workshop, derived),
  });

/** Everything that is derived from what services own, in the order in which all of it is rebuilt. */
export const rebuildables: readonly Rebuildable[] = [
  ...replicas.map(rebuiltBy(rebuildReplica)),
  ...searches.map(rebuiltBy(rebuildSearch)),
  rebuiltBy(rebuildSkus)(skus),
  ...censuses.map(rebuiltBy(rebuildCensus)),
  ...projections.map(rebuiltBy(rebuildProjection)),
  rebuiltBy(rebuildDays)(days),
];

/** What a rebuild did. */
export interface Rebuilt {
  readonly name: string;
  /** How many rows were wrong, and were written. */
  readonly changed: number;
  /** How many could not be rebuilt; `say` was told why. */
  readonly failed: number;
}

/**
 * Rebuilds derived data while the system runs. It may be repeated, and stopped by the signal at any time.
 * @param names of {@link rebuildables}; default: all.
 * @throws Overtaken if another rebuild counts the same at the same time; whatever the signal was aborted with.
 */
export async function rebuild(options: RebuildOptions, names?: readonly string[]): Promise<Rebuilt[]> {
  const rebuilt: Rebuilt[] = [];
  for (const { name, rebuild } of rebuildables) {
    if (names !== undefined && !names.includes(name)) continue;
    const workshop = new Workshop(options);
    await rebuild(workshop);
    rebuilt.push({ name, changed: workshop.changed, failed: workshop.failed });
  }
  return rebuilt;
}
