/**
 * What one subject adds to which counters. `customers` is one counter for all; `product:ID` belongs to one
 * entity and is ranked by its `units`.
 */
export type Contributions = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What has to be added to the counters to turn one subject's contributions into others; zeros left out. */
export function differences(before: Contributions, after: Contributions): Contributions {
  const changes: Record<string, Record<string, number>> = {};
  for (const counter of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[counter] ?? {}, after[counter] ?? {}];
    const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .map((field) => [field, (now[field] ?? 0) - (old[field] ?? 0)] as const)
      .filter(([, change]) => change !== 0);
    if (fields.length > 0) changes[counter] = Object.fromEntries(fields);
  }
  return changes;
}
