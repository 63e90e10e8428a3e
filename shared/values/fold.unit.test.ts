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
    ['Ħal Għargħur', 'hal gharghur'],
    ['Ŧ ŧ', 't t'],
    ['Bjørn Đoković', 'bjorn dokovic'],
    ['Kŋ Ɓaɗƙo Ƶ', 'kn badko z'],
    ['Əliyev', 'aliyev'],
    ['Алёна Чайковский', 'алена чаиковскии'],
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد', 'محمد'],
    ['محـــمد', 'محمد'],
    ['علی کریمی', 'علي كريمي'],
    ['أحمد آدم', 'احمد ادم'],
    ['٣۴५', '345'],
    ['O´Brien OʼBrien O’Brien O`Brien', "o'brien o'brien o'brien o'brien"],
    ['Smith–Jones‐Lee', 'smith-jones-lee'],
    ['co\u00adop علی\u200cرضا', 'coop عليرضا'],
    ['❤️ 👨‍👩‍👧', '❤ 👨👩👧'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('is the same for composed and decomposed text', () => {
    expect(fold('Zoe\u0308')).toBe(fold('Zo\u00eb'));
  });

  test('is the same whether or not there is a letter beyond ASCII in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii' }).map((text) => text.trim()),
        (text) => {
          expect(fold(`${text} é`)).toBe(`${fold(text)} e`.trimStart());
          expect(wordsOf(`${text} é`)).toEqual([...(fold(text).match(/[a-z0-9]+/g) ?? []), 'e']);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is unchanged if folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)),
      {
        numRuns: 1000,
      },
    );
  });

  test.each([
    ['कमर', 'कुमार'],
    ['क', 'क़'],
    ['राम', 'रम'],
    ['ক', 'কা'],
    ['ハ', 'バ'],
    ['は', 'ぱ'],
    ['ﾊ', 'ﾊﾞ'],
    ['กา', 'กำ'],
    ['มา', 'ม้า'],
    ['கமல்', 'கமல'],
  ])('keeps what makes %s another word than %s', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  test.each([
    ['ﾊﾞ', 'バ'],
    ['क\u093c', '\u0958'],
    ['Ｐ', 'p'],
  ])('is the same for %s and %s', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  test('of a syllable of Hangul begins with what is typed before it is complete', () => {
    for (const typed of ['ㄱ', '기', '김']) expect(fold('김민수').startsWith(fold(typed)), typed).toBe(true);
    expect(fold('김민수').startsWith(fold('기미'))).toBe(false);
  });

  test('in Greek is the same in capitals, even at the end of a word', () => {
    expect(fold('ΟΔΥΣΣΕΑΣ')).toBe(fold('οδυσσεας'));
    expect(fold('οδυσσεας').startsWith(fold('ΟΔΥΣ'))).toBe(true);
  });
});

test('words are runs of letters and digits', () => {
  expect(wordsOf("O'Neill-Śmith, 3rd (Jr.)")).toEqual(['o', 'neill', 'smith', '3rd', 'jr']);
});

test('words are vowel signs, too, and runs of emoji', () => {
  expect(wordsOf('कुमार สมชาย')).toHaveLength(2);
  expect(wordsOf('Party🎉🎊 ♥ 🇫🇷')).toEqual(['party', '🎉🎊', '♥', '🇫🇷']);
});

test('words are what is between spaces if nothing else is there', () => {
  expect(wordsOf(' !? + ')).toEqual(['!?', '+']);
  expect(wordsOf('C +')).toEqual(['c']);
  expect(wordsOf(' \u0301 ')).toEqual([]);
});

describe('a query of words', () => {
  const found = (query: string, text: string) => startsWords(wordsOf(query), wordsOf(text));

  test.each([
    ['smi jo', 'Jörg Smith'],
    ['SMÍ', 'smith'],
    ['j j', 'Jo'],
    ['', 'anything'],
    ['कु', 'राम कुमार'],
    ['5', '५ रुपये'],
  ])('%j finds %s', (query, text) => {
    expect(found(query, text)).toBe(true);
  });

  test.each([
    ['mith', 'Smith'],
    ['smi jo', 'Smith'],
    ['smithe', 'Smith'],
    ['smi', ''],
    ['कमर', 'कुमार'],
    ['ハ', 'バ'],
  ])('%j does not find %j', (query, text) => {
    expect(found(query, text)).toBe(false);
  });
});
