/** The letters that fit in a line of a list, beside the count of the others. */
const LETTERS = 32;
/** The letters that the units of a name and a comma take. */
const UNITS = 5;
const MOST = 3;

/** How many of these names fit in one line of a list: at least one, at most three. */
export function fittingNames(names: readonly (string | undefined)[]): number {
  let letters = 0;
  const tooLong = names.findIndex((name = '') => {
    letters += name.length + UNITS;
    return letters > LETTERS;
  });
  const fitting = tooLong === -1 ? names.length : tooLong;
  return Math.min(Math.max(fitting, 1), MOST);
}
