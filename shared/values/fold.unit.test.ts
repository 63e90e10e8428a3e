import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, startsWords, wordsOf } from './fold.ts';

describe('folded text', () => {
  test.each([
    ['Zoë', 'zoe'],
    ['ÅNGSTRÖM', 'angstrom'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Møller', 'moller'],
    ['Łódź', 'lodz'],
    ['Ægir Œuvre', 'aegir oeuvre'],
    ['Đorđe', 'dorde'],
    ['Þór', 'thor'],
    ['İstanbul', 'istanbul'],
    ['Işık', 'isik'],
    ['Nguyễn', 'nguyen'],
    ['ﬁancé', 'fiance'],
    ['Ｗｉｄｅ', 'wide'],
    ['  two \t\u00a0 words ', 'two words'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('is the same for composed and decomposed text', () => {
    expect(fold('Zoe\u0308')).toBe(fold('Zo\u00eb'));
  });

  test('is unchanged if folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)),
      {
        numRuns: 1000,
      },
    );
  });

  test('in Greek is the same in capitals, even at the end of a word', () => {
    expect(fold('ΟΔΥΣΣΕΑΣ')).toBe(fold('οδυσσεας'));
    expect(fold('οδυσσεας').startsWith(fold('ΟΔΥΣ'))).toBe(true);
  });
});

test('words are runs of letters and digits', () => {
  expect(wordsOf("O'Neill-Śmith, 3rd (Jr.)")).toEqual(['o', 'neill', 'smith', '3rd', 'jr']);
  expect(wordsOf('!?')).toEqual([]);
});

describe('a query of words', () => {
  const found = (query: string, text: string) => startsWords(wordsOf(query), wordsOf(text));

  test.each([
    ['smi jo', 'Jörg Smith'],
    ['SMÍ', 'smith'],
    ['j j', 'Jo'],
    ['', 'anything'],
  ])('%j finds %s', (query, text) => {
    expect(found(query, text)).toBe(true);
  });

  test.each([
    ['mith', 'Smith'],
    ['smi jo', 'Smith'],
    ['smithe', 'Smith'],
    ['smi', ''],
  ])('%j does not find %j', (query, text) => {
    expect(found(query, text)).toBe(false);
  });
});
