const MOST_STEPS = 4;

/** Round whole numbers from 0 up to at least `most`, at equal distances, at most five: the lines of a chart. @param most at least 0 */
export function niceTicks(most: number): number[] {
  const rough = Math.max(1, most) / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = [1, 2, 2.5, 5, 10].map((each) => each * power);
  // What is counted has no parts.
  const step = round.find((each) => each >= rough && Number.isInteger(each)) ?? 1;
  const steps = Math.ceil(Math.max(1, most) / step);
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
