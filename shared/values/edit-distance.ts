/**
 * How many slips turn one text into the other: a letter too many, too few or wrong, or two neighbours exchanged, where no
 * letter takes part in two slips (optimal string alignment). Counted in code points.
 */
export function editDistance(one: string, other: string): number {
  const a = [...one];
  const b = [...other];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const next = [row + 1];
    for (const [column, against] of b.entries()) {
      const slips = [
        (next[column] as number) + 1,
        (last[column + 1] as number) + 1,
        (last[column] as number) + (letter === against ? 0 : 1),
      ];
      const exchanged = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === against;
      if (exchanged) slips.push((beforeLast[column - 1] as number) + 1);
      next.push(Math.min(...slips));
    }
    beforeLast = last;
    last = next;
  }
  return last[b.length] as number;
}

/** How many slips a word of this length may have: more, and it is as near to words that nobody meant. */
const slipsIn = (length: number): number => (length >= 6 ? 2 : 1);

/**
 * The candidate that a mistyped word most likely means: the one with the fewest slips, of several the first. None if all
 * have more than one slip, or two from six letters on. All are folded.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const { length } = [...word];
  let nearest: string | undefined;
  let fewest = slipsIn(length) + 1;
  for (const candidate of candidates) {
    if (Math.abs([...candidate].length - length) >= fewest) continue;
    const slips = editDistance(word, candidate);
    if (slips < fewest) {
      nearest = candidate;
      fewest = slips;
    }
  }
  return nearest;
}

/**
 * The first three letters that the word may have that is meant, if it was typed with one slip in its beginning: as typed,
 * two neighbours exchanged, a letter too many, or a double letter typed once. Those with another letter in its place are left
 * out, as any letter could be meant. At most eight, each once, of three code points.
 */
export function variantPrefixes(word: string): string[] {
  const [a = '', b = '', c = '', d = ''] = word;
  const meant = [
    [a, b, c],
    [b, a, c],
    [a, c, b],
    [a, b, d],
    [b, c, d],
    [a, c, d],
    [a, a, b],
    [a, b, b],
  ];
  return [...new Set(meant.filter((letters) => letters.every(Boolean)).map((letters) => letters.join('')))];
}
