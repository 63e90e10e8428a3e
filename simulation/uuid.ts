// Stands in for the package `uuid` in simulated functions: its ids come from the controlled clock and chance alone.
import { randomFillSync } from 'node:crypto';

export { v5 } from 'uuid';

/** A UUIDv7. */
export function v7({ msecs = Date.now() }: { readonly msecs?: number } = {}): string {
  const bytes = randomFillSync(Buffer.alloc(10));
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70;
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80;
  const hex = `${msecs.toString(16).padStart(12, '0')}${bytes.toString('hex')}`;
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end)).join('-');
}
