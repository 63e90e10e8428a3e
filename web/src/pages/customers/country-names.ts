const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let names: readonly string[] | undefined;

/** The countries of the world in English, as suggestions for the free-text field. */
export function countryNames(): readonly string[] {
  names ??= namesFromCodes();
  return names;
}

function namesFromCodes(): readonly string[] {
  const nameOf = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  // Unassigned and reserved codes have no name, or are not countries.
  const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);
  const known = codes.filter((code) => !notCountries.has(code)).map((code) => nameOf.of(code));
  return [...new Set(known.filter((name) => name !== undefined))].toSorted((a, b) => a.localeCompare(b));
}
