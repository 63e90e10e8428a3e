/**
 * The first language that names a locale, with the Gregorian calendar: date fields have no other, and the two stand
 * side by side. English where none does: some systems report `C` or `en_US`.
 * @param languages as the browser lists them, the most wanted first.
 */
export function languageOf(languages: readonly string[]): string {
  for (const language of languages) {
    try {
      return new Intl.Locale(language.replaceAll('_', '-'), { calendar: 'gregory' }).toString();
    } catch {
      // Not a language tag.
    }
  }
  return 'en-u-ca-gregory';
}

/** The reader's language, for all that is formatted. */
export const language = languageOf(navigator.languages ?? [navigator.language ?? '']);
