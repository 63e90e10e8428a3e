import { describe, expect, test } from 'vitest';
import { countryKey } from './countries.ts';
import { countryNames } from './country-names.ts';
import { fold } from './fold.ts';

const countries = countryNames.split(';').map((country) => country.split('|').map((name) => name.trim()));

describe('the key of a country', () => {
  test.each([
    ['turkiye', ['Türkiye', 'Turkey', 'TURKEY', 'Tuerkiye', 'TR']],
    ['germany', ['Germany', 'Deutschland', 'Bundesrepublik Deutschland', 'de']],
    ['austria', ['Österreich', 'Oesterreich', 'Osterreich']],
    ['united states', ['USA', 'U.S.A.', 'US', 'United States of America', 'the United States', 'America']],
    ['united kingdom', ['UK', 'Great Britain', 'England', 'The UK', 'GB', 'Northern Ireland']],
    ['netherlands', ['Holland', 'Nederland', 'The Netherlands']],
    ['switzerland', ['Schweiz', 'Suisse', 'Svizzera']],
    ['czechia', ['Czech Republic', 'Česko', 'cesko']],
    ['trinidad & tobago', ['Trinidad and Tobago', 'Trinidad & Tobago', 'trinidad&tobago']],
    ['st. lucia', ['Saint Lucia', 'St Lucia', 'St. Lucia']],
    ["cote d'ivoire", ['Côte d’Ivoire', 'Cote d`Ivoire', 'Ivory Coast']],
    ['guinea-bissau', ['Guinea Bissau', 'Guiné-Bissau']],
    ['japan', ['日本', 'Nippon']],
    ['south korea', ['대한민국', '한국', 'Korea, South', 'Republic of Korea']],
    ['congo-kinshasa', ['DR Congo', 'Democratic Republic of the Congo']],
  ])('is %s for %j', (key, names) => {
    expect(names.filter((name) => countryKey(name) !== key)).toEqual([]);
  });

  test.each(['Ruritania', '  New  Ruritania ', 'St. Ruritania', 'The Shire', '!?', ';', '|', ''])(
    'is the folded text for what is no country: %j',
    (name) => {
      expect(countryKey(name)).toBe(fold(name));
    },
  );

  test('is the same for the key itself, so that what is stored can be asked for', () => {
    for (const [name = ''] of countries) expect(countryKey(countryKey(name)), name).toBe(fold(name));
  });

  test('is that of the country for every name that is listed, so no two share a name', () => {
    for (const [first = '', ...others] of countries) {
      for (const name of others) expect(countryKey(name), name).toBe(fold(first));
    }
  });

  test('is the same for the English name and the code of every country that the runtime knows', () => {
    const english = new Intl.DisplayNames('en', { type: 'region' });
    const local = (code: string) => new Intl.Locale('und', { region: code }).maximize().language;
    for (const [, code = ''] of countries) {
      expect(countryKey(english.of(code) ?? ''), code).toBe(countryKey(code));
      const own = new Intl.DisplayNames(local(code), { type: 'region' }).of(code) ?? '';
      expect(countryKey(own), own).toBe(countryKey(code));
    }
    expect(countries).toHaveLength(250);
  });
});
