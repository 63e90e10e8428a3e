/** EventBridge refuses patterns beyond it. */
const LIMIT = 10;

const QUOTE = 0x22;
const STAR = 0x2a;
const BACKSLASH = 0x5c;

/** Stands for every byte that no wildcard has. */
const OTHER = -1;

/** One entry of a pattern's list: a wildcard, or the wildcards of an `anything-but`. */
export interface WildcardEntry {
  readonly operator: 'wildcard' | 'anything-but';
  readonly wildcards: readonly string[];
}

/** A place in the wildcards of a field that a value can have reached. */
interface Place {
  /** The entries that can still match from here. Equal ones are one. */
  readonly entries: Set<string>;
  readonly next: Map<number, Set<Place>>;
  /** Where a byte leads before any `*`: wildcards share their beginnings. */
  readonly shared: Map<number, Place>;
  /** Where a `*` stays for any number of bytes. */
  star?: Place;
  isStar: boolean;
}

/**
 * Whether the wildcards of a field are too many for EventBridge. As it does, this looks for the value that keeps the
 * most places of all wildcards possible at once: each `*` adds one that stays, and so do characters that repeat after it.
 */
export function isTooComplex(entries: readonly WildcardEntry[]): boolean {
  const start = aPlace();
  const bytes = new Set([OTHER]);
  const ends = new Map<string, Place>();
  for (const { operator, wildcards } of entries) {
    const name = JSON.stringify([operator, ...new Set(wildcards)].sort());
    const end = ends.get(name) ?? aPlace();
    ends.set(name, end);
    for (const wildcard of new Set(wildcards)) addWildcard(start, wildcard, { name, end }, bytes);
  }
  const ids = new Map<Place, number>();
  const idOf = (place: Place): number => {
    const id = ids.get(place) ?? ids.size;
    ids.set(place, id);
    return id;
  };
  const seen = new Set<string>();
  const pending = [new Set([start])];
  for (let places = pending.pop(); places !== undefined; places = pending.pop()) {
    for (const byte of bytes) {
      const reached = reachedBy(byte, places);
      if (complexityOf(reached) > LIMIT) return true;
      const key = [...reached].map(idOf).sort().join();
      if (reached.size > 0 && !seen.has(key)) pending.push(reached);
      seen.add(key);
    }
  }
  return false;
}

function aPlace(isStar = false): Place {
  return { entries: new Set(), next: new Map(), shared: new Map(), isStar };
}

/** Wildcards share their places up to their first `*`; EventBridge compares values with the quotes around them. */
function addWildcard(
  start: Place,
  wildcard: string,
  { name, end }: { name: string; end: Place },
  bytes: Set<number>,
): void {
  const tokens = tokensOf(wildcard);
  let [place, before] = [start, start];
  let isShared = true;
  for (const [index, token] of tokens.entries()) {
    const from = place;
    if (token === 'star') {
      place = (isShared ? from.star : undefined) ?? aPlace(true);
      from.star = place;
      isShared = false;
    } else {
      bytes.add(token);
      const known = isShared ? from.shared.get(token) : undefined;
      place = index === tokens.length - 1 ? end : (known ?? aPlace());
      if (isShared && place !== end) from.shared.set(token, place);
      connect(from, token, place);
      // The star may stand for nothing.
      if (from.isStar) connect(before, token, place);
    }
    place.entries.add(name);
    before = from;
  }
}

function connect(from: Place, byte: number, to: Place): void {
  from.next.set(byte, (from.next.get(byte) ?? new Set()).add(to));
}

function tokensOf(wildcard: string): (number | 'star')[] {
  const bytes = [...Buffer.from(wildcard)];
  const tokens: (number | 'star')[] = [QUOTE];
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] === BACKSLASH) index += 1;
    else if (bytes[index] === STAR) {
      tokens.push('star');
      continue;
    }
    tokens.push(bytes[index] ?? BACKSLASH);
  }
  return [...tokens, QUOTE];
}

function reachedBy(byte: number, places: ReadonlySet<Place>): Set<Place> {
  const reached = new Set<Place>();
  for (const place of places) {
    if (place.isStar) reached.add(place);
    if (place.star !== undefined) reached.add(place.star);
    for (const next of place.next.get(byte) ?? []) reached.add(next);
  }
  return reached;
}

function complexityOf(places: ReadonlySet<Place>): number {
  let sum = 0;
  for (const { entries, star } of places) {
    sum += entries.size;
    if (star !== undefined && !places.has(star)) sum += star.entries.size;
  }
  return sum;
}
