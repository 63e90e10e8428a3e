/** The first index for which a test is true; the length if there is none. It has to be false before and true after. */
export function firstIndex<Each>(list: readonly Each[], test: (each: Each) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(list[middle] as Each)) high = middle;
    else low = middle + 1;
  }
  return low;
}
