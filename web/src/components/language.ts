/**
 * The first valid language, with the Gregorian calendar, because date fields have no other. English if none is valid:
 * some systems report `C`.
 * @param languages as the browser lists them, most preferred first.
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

/** The user's language, for formatting. */
export const language = languageOf(navigator.languages ?? [navigator.language ?? '']);
