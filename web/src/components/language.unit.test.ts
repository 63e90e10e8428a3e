import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test.each([
  [['de-AT', 'en'], 'de-AT-u-ca-gregory'],
  [['en_US'], 'en-US-u-ca-gregory'],
  [['fa-IR'], 'fa-IR-u-ca-gregory'],
  [['th-TH-u-ca-buddhist'], 'th-TH-u-ca-gregory'],
  [['C', 'fr'], 'fr-u-ca-gregory'],
  [['C'], 'en-u-ca-gregory'],
  [[''], 'en-u-ca-gregory'],
  [[], 'en-u-ca-gregory'],
])('%j is read as %s', (languages, expected) => {
  expect(languageOf(languages)).toBe(expected);
});

test.each(['fa-IR', 'th-TH', 'ar-SA', 'C', 'en_US'])('years in %s are those of date fields', (tag) => {
  const year = new Intl.DateTimeFormat(languageOf([tag]), { year: 'numeric', numberingSystem: 'latn' });
  expect(year.format(Date.parse('2026-11-25T12:00:00Z'))).toContain('2026');
});
