/** Adds the numbers of a row to sums, by field. */
export function addNumbers(sums: Record<string, number>, row: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(row)) {
    if (typeof value === 'number') sums[field] = (sums[field] ?? 0) + value;
  }
}
